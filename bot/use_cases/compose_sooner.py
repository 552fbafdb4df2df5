"""The question whether somebody can be there today, and the word to whoever asked."""

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.prompts import Prompt
from bot.views import sooner
from bot.views.parts import Message


def compose_question(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    """To whoever is asked."""
    return sooner.question(words, prompt.subject["from"], prompt.subject["about"])


def compose_reply(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    """To the one who asked."""
    return sooner.reply(words, prompt.subject.get("from"))
