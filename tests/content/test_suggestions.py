from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.suggestions import BUILT_IN, SHORT, Idea, Suggestions, SuggestionsError, load

GOOD = """
[[ideas]]
key = "one"
text = "Look up."

[[ideas]]
key = "two"
text = "Two and two?"
answer = "Four."
source = "A book"
"""
KEYS = st.lists(st.text("abc", min_size=1, max_size=3), min_size=2, max_size=9, unique=True)


def _load(folder: Path, text: str) -> Suggestions:
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_at_least_thirty_come_with_holdspace_and_some_are_puzzles() -> None:
    ideas = load().every()
    puzzles = [idea for idea in ideas if idea.answer]
    assert len(ideas) >= 30
    assert len(puzzles) >= 8
    assert len({idea.text for idea in ideas}) == len(ideas)
    assert all(idea.text.startswith("A small puzzle") == bool(idea.answer) for idea in ideas)


@pytest.mark.parametrize("idea", load().every(), ids=lambda idea: idea.key)
def test_each_is_short_calm_and_respectful(idea: Idea) -> None:
    told = f"{idea.text} {idea.answer or ''}"
    assert len(idea.text) <= SHORT / 2
    assert idea.text.endswith((".", "?"))
    for word in ("!", "exercise", "stress", "anxiety", "symptom", "patient", "must", "should you"):
        assert word not in told.lower()


def test_the_file_says_where_the_practice_is_from() -> None:
    assert "Peer Programs and Working Together" in BUILT_IN.read_text(encoding="utf-8")


@given(KEYS, st.randoms(use_true_random=False), st.data())
def test_the_last_one_never_comes_again_and_recent_ones_only_where_there_is_no_other(
    keys: list[str], random: Random, data: st.DataObject
) -> None:
    before = data.draw(st.lists(st.sampled_from(keys), max_size=12))
    chosen = Suggestions(Idea(key, key) for key in keys).choose(random, before)
    assert chosen.key in keys
    assert not before or chosen.key != before[-1]
    assert chosen.key not in before or set(keys) <= set(before)


def test_what_the_file_no_longer_has_is_passed_over() -> None:
    assert [idea.key for idea in load().find(["door", "gone", "river"])] == ["door", "river"]


def test_an_organisations_own_file_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    found = _load(tmp_path, GOOD).every()
    assert found == [Idea("one", "Look up."), Idea("two", "Two and two?", "Four.")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('text = "Look up."', "", r", line 2, ideas\[1\]\.text: is missing; add it"),
        ('"Look up."', "7", r", line 4, ideas\[1\]\.text: needs to be a text in quotes"),
        ('"Look up."', '"  "', r", line 4, ideas\[1\]\.text: is empty; fill it in"),
        (
            "Four.",
            "4" * 401,
            r", line 9, ideas\[2\]\.answer: is too long; use at most 400 characters",
        ),
        ('"two"', '"Two!"', r", line 7, ideas\[2\]\.key: needs to begin with a small letter"),
        ('"two"', '"one"', r", line 7, ideas\[2\]\.key: stands there twice"),
        ("answer", "reply", r", line 9, ideas\[2\]\.reply: is not known here"),
        (GOOD[GOOD.rindex("[[") :], "", r", line 2, ideas: needs at least 2"),
        (GOOD, "", r", line 1, ideas: is missing; add it"),
        ('"Look up."', "Look up.", ", line 4: this is not TOML: "),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    with pytest.raises(SuggestionsError, match=rf"^{tmp_path}/ours\.toml{told}"):
        _load(tmp_path, GOOD.replace(old, new))


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SuggestionsError) as refused:
        _load(tmp_path, GOOD.replace('"Look up."', "7").replace('"Four."', "4"))
    assert len(str(refused.value).splitlines()) == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuggestionsError, match=r"away\.toml cannot be read: No such file"):
        load(tmp_path / "away.toml")


def test_the_ideas_come_in_french_under_the_same_keys_with_the_same_puzzles() -> None:
    english, french = load(), load(language="fr")
    assert [idea.key for idea in french.every()] == [idea.key for idea in english.every()]
    pairs = list(zip(english.every(), french.every(), strict=True))
    assert all(bool(one.answer) is bool(other.answer) for one, other in pairs)
    assert all(one.text != other.text for one, other in pairs)
    assert all(idea.text.startswith("Une petite énigme") is bool(idea.answer) for _, idea in pairs)


@pytest.mark.parametrize("idea", load(language="fr").every(), ids=lambda idea: idea.key)
def test_each_is_short_and_calm_in_french_too(idea: Idea) -> None:
    assert len(idea.text) <= SHORT / 2
    assert idea.text.endswith((".", "?"))
    told = f"{idea.text} {idea.answer or ''}".lower()
    for word in ("!", "exercice", "stress", "anxi", "symptôme", "patient", "vous devez"):
        assert word not in told


def test_an_organisation_has_its_own_ideas_in_two_languages_or_in_one(tmp_path: Path) -> None:
    _load(tmp_path, GOOD)
    path = tmp_path / "ours.toml"
    assert load(path, "fr").find(["one"])[0].text == "Look up."
    french = GOOD.replace("Look up.", "Où regarder ? En haut.")
    (tmp_path / "ours.fr.toml").write_text(french, encoding="utf-8")
    assert load(path, "fr").find(["one"])[0].text == "Où regarder\u202f? En haut."
    assert load(path, "en").find(["one"])[0].text == "Look up."
