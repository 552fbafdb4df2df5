"""Every sentence that the code asks for is there, and takes exactly what it is given."""

import ast
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from bot.content import catalogue
from bot.content.catalogue import Words
from bot.content.text import mention
from bot.domain.reflection import QUESTIONS, Destination
from bot.domain.release import Band, People
from bot.use_cases.find_survey import Refusal

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "bot" / "content" / "words"
FOLDERS = sorted(found.parent for found in WORDS.glob("*/common.toml"))
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.toml"))]
SOURCES = [path for part in ("bot", "handlers") for path in sorted((ROOT / part).rglob("*.py"))]
SPOKEN = {"words", "_words"}
"""How the catalogue is called in the code."""

SAYS = "says"
"""How a sentence is chosen before its reader is known."""


@dataclass(frozen=True)
class Asked:
    """One place in the code that asks for a sentence; * in a key stands for anything."""

    place: str
    key: str
    given: frozenset[str]
    form: str


def _is_words(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "words_for"
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in SPOKEN


def _form(call: ast.Call) -> str | None:
    """How the catalogue is asked, if this is a question to it."""
    if _is_words(call.func):
        return "text"
    if isinstance(call.func, ast.Name) and call.func.id == SAYS:
        return SAYS
    if isinstance(call.func, ast.Attribute) and _is_words(call.func.value):
        return call.func.attr
    return None


def _keys(node: ast.expr) -> list[str]:
    """What a key may be: a literal, an f-string, or one of two by a condition."""
    if isinstance(node, ast.IfExp):
        return [*_keys(node.body), *_keys(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = [_keys(part) for part in node.values]
        return ["".join(one) for one in itertools.product(*parts)]
    if isinstance(node, ast.FormattedValue):
        return _keys(node.value) or ["*"]
    return [str(node.value)] if isinstance(node, ast.Constant) else []


def _given(call: ast.Call, tree: ast.AST) -> Iterator[str]:
    """The names that are given, those of a dictionary with the same name in the file too."""
    for keyword in call.keywords:
        if keyword.arg:
            yield keyword.arg
        elif isinstance(keyword.value, ast.Name):
            yield from _named(keyword.value.id, tree)


def _named(name: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=ast.Dict(keys=keys)):
                yield from (ast.literal_eval(key) for key in keys if key and target == name)


def _asked() -> Iterator[Asked]:
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in calls:
            form = _form(call)
            if form and call.args:
                given = frozenset(_given(call, tree))
                place = f"{path.relative_to(ROOT)}:{call.lineno}"
                yield from (Asked(place, key, given, form) for key in _keys(call.args[0]))


def _leaves(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str | list[str]]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _sentences(folder: Path) -> dict[str, str | list[str]]:
    return {
        f"{path.stem}.{key}": value
        for path in sorted(folder.glob("*.toml"))
        for key, value in _leaves(tomllib.loads(path.read_text(encoding="utf-8")))
    }


SENTENCES = _sentences(WORDS / "en")
"""In English; that the other languages have the same is a test of its own."""

ASKED = list(_asked())


def _matching(asked: Asked) -> list[str]:
    """The sentences that this place can ask for.

    Where the code makes up a part of the key, they are those for which it gives all that they need.
    A table is all that stands below its key.
    """
    if asked.form == "table":
        below = re.compile(re.escape(asked.key).replace(r"\*", "[a-z_]+") + r"\.[a-z_]+")
        return [key for key in SENTENCES if below.fullmatch(key)]
    if "*" not in asked.key:
        return [asked.key]
    pattern = re.compile(re.escape(asked.key).replace(r"\*", "[a-z_]+"))
    found = [key for key in SENTENCES if pattern.fullmatch(key)]
    return [key for key in found if _placeholders(SENTENCES[key]) <= asked.given]


def _placeholders(sentence: str | list[str]) -> set[str]:
    text = sentence if isinstance(sentence, str) else " ".join(sentence)
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked.place} {asked.key}")
def test_what_the_code_asks_for_is_there_and_has_a_place_for_nothing_else(asked: Asked) -> None:
    found = _matching(asked)
    assert found, f"no words for {asked.key}"
    for key in found:
        assert key in SENTENCES
        assert isinstance(SENTENCES[key], list) is (asked.form == "some")
        assert _placeholders(SENTENCES[key]) <= asked.given


def test_each_value_that_is_given_has_a_place_in_one_of_the_sentences() -> None:
    for (place, given), group in itertools.groupby(ASKED, lambda one: (one.place, one.given)):
        found = [key for one in group for key in _matching(one)]
        wanted = set().union(*(_placeholders(SENTENCES[key]) for key in found))
        assert given == wanted, place


def test_no_sentence_is_left_that_nobody_asks_for() -> None:
    wanted = {key for one in ASKED for key in _matching(one)} | set(_literals())
    assert sorted(set(SENTENCES) - wanted) == []


def _literals() -> Iterator[str]:
    """Keys that reach the catalogue by way of a variable."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("debrief.form", QUESTIONS),
        ("debrief.where", Destination),
        ("debrief.done", Destination),
        ("digest.release", [people.name.lower() for people in People]),
        ("digest.release", [band.name.lower() for band in Band]),
        ("survey.refused", Refusal),
    ],
)
def test_whatever_can_happen_has_its_words(key: str, names: Iterable[str]) -> None:
    assert {f"{key}.{name}" for name in names} <= SENTENCES.keys()


def test_the_walk_over_the_code_finds_what_is_there() -> None:
    assert len(ASKED) > 80
    assert "debrief.form.not_posted" in {key for one in ASKED for key in _matching(one)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_language_has_the_same_sentences_with_the_same_places_to_fill(folder: Path) -> None:
    found = _sentences(folder)
    assert sorted(found) == sorted(SENTENCES)
    for key, sentence in SENTENCES.items():
        assert isinstance(found[key], type(sentence)), key
        assert _placeholders(found[key]) == _placeholders(sentence), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_shouted(path: Path) -> None:
    places = r"\{[^}]*\}"
    assert "!" not in re.sub(places, "", path.read_text(encoding="utf-8"))


def test_what_is_filled_in_is_escaped_in_mark_up_and_not_in_plain_places() -> None:
    words = Words({"a": {"b": "Hello {name}\n"}})
    assert words("a.b", name="<Ann & co>") == "Hello &lt;Ann &amp; co&gt;"
    assert words("a.b", name=mention("U1")) == "Hello <@U1>"
    assert words.plain("a.b", name="<Ann & co>") == "Hello <Ann & co>"


@pytest.mark.parametrize("key", ["a", "a.c", "b.c", "a.some"])
def test_a_sentence_that_is_not_there_is_a_fault(key: str) -> None:
    words = Words({"a": {"b": "Hello", "some": ["one"]}})
    with pytest.raises((KeyError, TypeError)):
        words(key)
    with pytest.raises(KeyError):
        words.some("a.b")


def test_the_catalogue_has_a_part_for_each_file() -> None:
    words = catalogue.load().of("en")
    assert words("debrief.done.way_home", suggestion="look up.") == "For the way home: look up."
    assert len(words.some("grounding.way_home")) > 5
