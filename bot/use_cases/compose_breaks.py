"""The messages of breaks: the reminder and the welcome back."""

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.breaks import Break, Reminder
from bot.domain.budget import is_put_off
from bot.domain.prompts import Prompt
from bot.store import breaks
from bot.views import breaks as view
from bot.views.parts import Message


def compose_break(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """None where the shift is not as it was, or the person has just taken five unasked.

    Nor a second one where the shift's hours have moved, or two overlap. Whoever put it off is
    reminded again, whatever their hours are by now, if they are at work.
    """
    reminder, last = Reminder.of(prompt), breaks.latest(tx, prompt.recipient)
    put_off = is_put_off(prompt)
    if last and last.spares(prompt, put_off=put_off):
        return None
    if put_off:
        shift = breaks.hours_at(tx, prompt.recipient, prompt.due_at)
        return view.reminder(words, shift, again=True) if shift else None
    if not breaks.expected(tx, reminder) or breaks.reminded(tx, prompt):
        return None
    return view.reminder(words, reminder, again=False)


def compose_welcome(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    """With the answers of the puzzles that were among the ideas."""
    return view.over(words, words.ideas.find(Break.of(prompt).ideas))
