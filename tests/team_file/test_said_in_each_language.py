"""What is wrong with a team's set-up, or was changed in it, has a sentence in each language."""

import ast
from pathlib import Path

import pytest

from bot.content import catalogue
from bot.team_file import model, recurrence, values

KNOWN = catalogue.load()
OTHERS = [language for language in KNOWN.known if language != "en"]
TABLES = ["mistakes", "mistakes.slack", "changes", "changes.note"]
ALIKE = {"quoted", "of"}
"""Nothing but places to fill."""


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", OTHERS)
def test_no_mistake_or_change_is_without_a_sentence_of_another_language(
    language: str, table: str
) -> None:
    english, other = (KNOWN.of(code).table(table) for code in ("en", language))
    assert len(english) > 4
    assert english.keys() == other.keys()
    alike = {name for name, said in english.items() if other[name] in {"", said}}
    assert alike <= ALIKE


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
