"""What the app answers to whoever writes to it."""

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn
from bot.views import supervision, talk
from bot.views.danger import danger
from bot.views.parts import Message, actions, button, section
from bot.views.today import DEBRIEF_NOW


def answer(words: Words, danger_route: str | None) -> Message:
    """That nobody reads along, where to turn in danger, and what can be done with one press."""
    text = words("contact.answer.text", danger=Mrkdwn(danger(words, danger_route)))
    row = actions(
        "answer",
        button(words.plain("contact.answer.debrief"), DEBRIEF_NOW, "answer", "primary"),
        button(words.plain("contact.answer.supervision"), supervision.OPEN, "answer"),
        talk.offer(words, "answer"),
    )
    return Message(text, [section(text), row])
