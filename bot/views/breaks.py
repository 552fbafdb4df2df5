"""Five-minute breaks: the reminder, an idea, the welcome back, and the button on Home."""

from collections.abc import Iterable
from datetime import datetime

from bot.content.catalogue import Words
from bot.content.suggestions import Idea
from bot.domain.breaks import Reminder
from bot.views import parts
from bot.views.parts import Block, Message, View, actions, button, context, header, section

TAKE = "breaks.take"
TEN = "breaks.ten"
NOT_TODAY = "breaks.not_today"
ANOTHER = "breaks.another"
FIVE = "breaks.five"


def reminder(words: Words, about: Reminder, *, again: bool) -> Message:
    """To one person, in the middle of a shift, or `again` ten minutes after they put one off."""
    text = words("breaks.reminder.again" if again else "breaks.reminder.text")
    small_print = words("breaks.reminder.small_print")
    value = f"{about.starts.isoformat()} {about.ends.isoformat()}"
    row = actions(
        "break",
        button(words.plain("breaks.button.five"), TAKE, value, "primary"),
        button(words.plain("breaks.button.ten"), TEN, value),
        button(words.plain("breaks.button.not_today"), NOT_TODAY, value),
    )
    heading = header(words.plain("breaks.reminder.heading"))
    return Message(f"{text} {small_print}", [heading, section(text), row, context(small_print)])


def parse(person: str, value: str) -> Reminder:
    """What the reminder was about whose button this person pressed."""
    starts, ends = map(datetime.fromisoformat, value.split())
    return Reminder(starts, ends, person)


def begun(words: Words, idea: Idea) -> Message:
    """The idea, and what comes after it."""
    small_print = words("breaks.begun.small_print")
    text = words("breaks.begun.text", idea=idea.text)
    return Message(f"{text} {small_print}", [section(text), _another(words), context(small_print)])


def one_more(words: Words, idea: Idea) -> Message:
    """Another idea in the place of the first."""
    text = words("breaks.begun.another", idea=idea.text)
    return Message(text, [section(text), _another(words)])


def running(words: Words, minutes: int) -> Message:
    """There is a break already: how long it lasts."""
    last = minutes == 1
    text = (
        words("breaks.running.last") if last else words("breaks.running.minutes", minutes=minutes)
    )
    return Message(text, [section(text), _another(words)])


def gone(words: Words) -> Message:
    """The break for which another idea was wanted is over."""
    text = words("breaks.over.gone")
    again = button(words.plain("breaks.button.home"), FIVE, "again")
    return Message(text, [section(text), actions("break", again)])


def over(words: Words, ideas: Iterable[Idea]) -> Message:
    """Welcome back, with each puzzle and its answer."""
    told = [words("breaks.over.text")]
    told += [
        words("breaks.over.answer", puzzle=idea.text, answer=idea.answer)
        for idea in ideas
        if idea.answer
    ]
    blocks = [block for text in told for block in parts.paragraphs(text)]
    return Message("\n".join(told), blocks)


def answered(words: Words, answer: str) -> Message:
    """What stands in the reminder's place: "ten", "too_late" or "not_today"."""
    text = words(f"breaks.after.{answer}")
    return Message(text, [section(text)])


def modal(words: Words, message: Message) -> View:
    """The same for who has no message to answer in: from Home, or by the shortcut."""
    return parts.modal(words, "breaks", words.plain("breaks.begun.title"), message.blocks)


def _another(words: Words) -> Block:
    return actions("break", button(words.plain("breaks.button.another"), ANOTHER, "another"))
