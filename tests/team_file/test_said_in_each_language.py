"""Whatever can be wrong with a team's set-up has a sentence of its own in each language."""

import ast
from pathlib import Path

import pytest

from bot.content import catalogue
from bot.team_file import model, recurrence, values

KNOWN = catalogue.load()
OTHERS = [language for language in KNOWN.known if language != "en"]
BARE = {"quoted", "of"}
"""Two that are nothing but places to fill."""


def _sentences(language: str, part: str = "") -> dict[str, str]:
    found = KNOWN.of(language).table(f"mistakes{part}")
    return {name: said for name, said in found.items() if name not in {*BARE, "role", "slack"}}


@pytest.mark.parametrize("part", ["", ".role", ".slack"])
@pytest.mark.parametrize("language", OTHERS)
def test_no_mistake_is_without_a_sentence_in_another_language(language: str, part: str) -> None:
    english, other = _sentences("en", part), _sentences(language, part)
    assert len(english) > 4
    assert english.keys() == other.keys()
    assert [name for name, said in english.items() if other[name] in {"", said}] == []


@pytest.mark.parametrize("module", [model, recurrence, values], ids=lambda module: module.__name__)
def test_a_value_is_refused_with_a_sentence_of_the_catalogue(module: object) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    raised = {
        node.exc.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    assert raised - {"TypeError"} == {"MistakeError"}
