"""The question whether somebody can be there today, and the word to whoever asked."""

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.prompts import Prompt
from bot.domain.rights import Deed
from bot.use_cases.permit import permitted_for
from bot.views import sooner
from bot.views.parts import Message


def compose_question(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To whoever is asked; None where it is no longer theirs to answer."""
    asker = prompt.subject["from"]
    if not permitted_for(tx, Deed.ANSWER_FOR_SUPERVISION, prompt.recipient, asker):
        return None
    return sooner.question(words, asker, prompt.subject["about"])


def compose_reply(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    """To the one who asked."""
    return sooner.reply(words, prompt.subject.get("from"))
