"""Somebody who chose French, and what they read."""

import json

from bot.store import people
from tests.support.practice import Stage


def chooses_french(stage: Stage, *readers: str) -> None:
    """As each of them would have it on Home."""
    for person in readers:
        stage.db.now(people.note, person, language="fr")
        stage.practice.app.services.languages.choose(person, "fr")


def plain(shown: object) -> str:
    """With plain spaces and straight apostrophes, as one types."""
    told = json.dumps(shown, ensure_ascii=False)
    return " ".join(told.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
