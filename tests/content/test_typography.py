"""French is printed as the Office québécois de la langue française has it, however it was typed."""

import re
from typing import Any

import pytest

from bot.content import catalogue, templates
from bot.content.typography import set_in
from bot.domain.survey import Template

NO_BREAK, NARROW = "\u00a0", "\u202f"
FRENCH = catalogue.load().of("fr")
CODE = re.compile(r"`[^`]*`|\{[^}]*\}|[A-Z]+=[\w=;,]+")
"""What is for machines: commands, places to fill, rules as calendars write them."""


def _texts(said: Any) -> list[str]:  # noqa: ANN401 - TOML holds anything
    if isinstance(said, dict):
        said = list(said.values())
    return [text for one in said for text in _texts(one)] if isinstance(said, list) else [said]


def _of_survey(template: Template) -> list[str]:
    french = template.of("fr")
    told = [french.title, *french.scale, french.comment or ""]
    for item in french.items:
        told += [item.statement, item.topic, *item.responses, item.starter]
    return told


EVERY = [
    *_texts(FRENCH._tree),  # noqa: SLF001 - every sentence, whatever its key
    *(text for one in FRENCH.ideas.every() for text in (one.text, one.answer or "")),
    *(text for one in templates.load().every() for text in _of_survey(one)),
]


def test_what_is_typed_with_a_plain_space_is_set_with_one_that_does_not_break() -> None:
    said = {"a": ["Quoi ? Ceci : « l'eau » ; à 9 h 05"]}
    printed = "Quoi\u202f? Ceci\u00a0: «\u00a0l\u2019eau\u00a0»\u202f; à 9\u00a0h\u00a005"
    assert set_in("fr", said) == {"a": [printed]}
    assert set_in("en", said) == said


def test_all_that_comes_with_holdspace_is_looked_at() -> None:
    assert len(EVERY) > 600


@pytest.mark.parametrize("mark", [":", ";", "?", "»"])
def test_no_mark_begins_a_line(mark: str) -> None:
    space = NARROW if mark in ";?" else NO_BREAK
    for text in EVERY:
        bare = CODE.sub("", text)
        assert not re.search(rf"[^{space}]{re.escape(mark)}", bare), text


def test_quotation_marks_and_apostrophes_are_french() -> None:
    for text in EVERY:
        assert not set(text) & set("\u201c\u201d'"), text
        assert not re.search(rf"«[^{NO_BREAK}]", text), text
