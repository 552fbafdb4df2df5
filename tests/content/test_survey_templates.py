from pathlib import Path

import pytest

from bot.content import catalogue
from bot.content.catalogue import Words
from bot.content.templates import BUILT_IN, TemplateError, load
from bot.domain.digest import Released, TeamWeek
from bot.domain.release import Band, People, Release
from bot.domain.survey import Round, RoundState, Template
from bot.views import survey
from bot.views.digest import digest
from sandbox.rules.messages import check_message
from sandbox.rules.views import check_view
from tests.support.survey_scene import CLOSES, OPENS

WORDS, FRENCH = (catalogue.load().of(code) for code in ("en", "fr"))
BUILT = {"peer-role-signs": 11, "peer-role-support": 10, "programme-check": 8, "staff-concerns": 14}
"""The surveys that come with Holdspace, and how many statements each has."""

GOOD = """
title = "Worries"
scale = ["no", "some", "much"]
[[items]]
key = "one"
statement = "I worry."
topic = "Worrying"
responses = ["Do this", "Or that"]
starter = "What helps?"
source = "A book, item 1"
"""


def _found(key: str) -> Template:
    template = load().find(key)
    assert template
    return template


def _load(folder: Path, text: str) -> None:
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    load(folder)


def test_these_surveys_come_with_holdspace() -> None:
    assert {one.key: len(one.items) for one in load().every()} == BUILT


def test_the_staff_concern_survey_has_the_fourteen_items_of_its_source() -> None:
    sources = [f"Peer Support Implementation Toolkit, appendix D, item {n}" for n in range(1, 15)]
    assert [item.source for item in _found("staff-concerns").items] == sources


def test_the_programme_check_asks_about_each_outcome_of_its_source() -> None:
    asked = {item.key for item in _found("programme-check").items}
    assert asked >= {"acceptability", "feasibility", "appropriateness", "fidelity", "reach"}


def test_the_survey_on_the_role_asks_about_each_of_the_four_keys() -> None:
    told = " ".join(item.source for item in _found("peer-role-support").items)
    for one in ("shared expectations", "strategic alignment", "organisational support"):
        assert one in told
    assert "distinctiveness" in told


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", BUILT)
def test_each_statement_comes_with_what_helps_and_how_to_begin(key: str, language: str) -> None:
    template = _found(key).of(language)
    assert template.comment
    assert template.comment.endswith("?")
    for item in template.items:
        assert 2 <= len(item.responses) <= 3
        assert 2 <= len(item.topic.split()) <= 7
        assert item.starter.endswith("?")
        assert item.statement.endswith(".")
        assert all(response.endswith(".") for response in item.responses)
        assert len(item.source) > 20


@pytest.mark.parametrize("words", [WORDS, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("key", BUILT)
def test_slack_takes_its_form_and_its_results(key: str, words: Words) -> None:
    template = _found(key)
    opened = Round(
        "a" * 32, "river", ("river",), template, b"", OPENS, CLOSES, 5, 1, RoundState.OPEN
    )
    form = survey.form(words, "River & Bank", opened, "America/Toronto")
    assert list(check_view(form, kind="modal")) == []
    for block in form["blocks"]:
        for option in block.get("element", {}).get("options", []):
            assert not option["text"]["text"].endswith("…")
    bands: dict[str, Band | None] = {item.key: Band.MOST for item in template.items}
    released = Released(template, Release(People.TEN, bands, ()))
    told = digest(words, [TeamWeek("River", releases=(released,))])
    assert list(check_message(told.text, list(told.blocks), None)) == []
    first, second = [item.topic for item in template.of(words.language).items[:2]]
    begun = words("digest.release.most", topics=words.series([first, second]))
    assert begun in told.text


@pytest.mark.parametrize("file", sorted(BUILT_IN.glob("*.toml")), ids=lambda file: file.stem)
def test_its_words_are_respectful(file: Path) -> None:
    text = file.read_text(encoding="utf-8").lower()
    for word in ("consumer", "client", "patient", "relapse", "suffer", "rechute", "souffr", "!"):
        assert word not in text


def test_a_team_adds_a_survey_by_adding_a_file(tmp_path: Path) -> None:
    _load(tmp_path, GOOD)
    found = load(tmp_path)
    assert found.keys() == sorted([*BUILT, "mine"])
    template = found.find("mine")
    assert template
    assert (template.title, template.comment) == ("Worries", None)
    assert found.find("other") is None


def test_a_file_of_the_same_name_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "staff-concerns.toml").write_text(GOOD, encoding="utf-8")
    found = load(tmp_path)
    assert found.keys() == sorted(BUILT)
    template = found.find("staff-concerns")
    assert template
    assert template.scale == ("no", "some", "much")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('topic = "Worrying"', "", r"line 4, items\[1\]\.topic: is missing; add it"),
        ('topic = "Worrying"', 'topics = "x"', r"line 7, items\[1\]\.topics: is not known here"),
        ('"Worries"', f'"{"x" * 25}"', "line 2, title: is too long; use at most 24 characters"),
        (', "much"', "", r"line 3, scale\[3\]: is missing"),
        (', "Or that"', "", r"line 8, items\[1\]\.responses: needs at least 2"),
        ('"one"', '"Not a key"', r"line 5, items\[1\]\.key: needs to begin with a small letter"),
        ('"I worry."', '" "', r"line 6, items\[1\]\.statement: is empty; fill it in"),
        ('"I worry."', "3", r"line 6, items\[1\]\.statement: needs to be a text in quotes"),
        ('title = "Worries"', "title = Worries", "line 2: this is not TOML: .*; correct it"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    with pytest.raises(TemplateError, match=rf"(?m)^{tmp_path}/mine\.toml, {told}"):
        _load(tmp_path, GOOD.replace(old, new))


def test_every_mistake_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "also.toml").write_bytes(b"title = \xff")
    with pytest.raises(TemplateError) as refused:
        _load(tmp_path, GOOD.replace('"Worrying"', '""').replace('"A book, item 1"', "1"))
    lines = str(refused.value).splitlines()
    assert [line.partition(":")[0].removeprefix(f"{tmp_path}/") for line in lines] == [
        "also.toml is not UTF-8 text; save it as UTF-8.",
        "mine.toml, line 7, items[1].topic",
        "mine.toml, line 10, items[1].source",
    ]


def test_a_key_used_twice_is_refused(tmp_path: Path) -> None:
    again = GOOD + GOOD[GOOD.index("[[items]]") :]
    with pytest.raises(TemplateError, match=r"line 12, items\[2\]\.key: stands there twice"):
        _load(tmp_path, again)


def test_a_file_name_that_is_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "My Survey.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"My Survey\.toml: its name needs to begin with"):
        load(tmp_path)


def test_a_folder_that_is_not_there_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="away is not a folder; correct SURVEY_DIR"):
        load(tmp_path / "away")


GOOD_IN_FRENCH = """
title = "Soucis"
scale = ["non", "un peu", "beaucoup"]
[[items]]
key = "one"
statement = "J'ai un souci."
topic = "Les soucis"
responses = ["Ceci", "Ou cela"]
starter = "Qu'est-ce qui aide ?"
source = "A book, item 1"
"""


@pytest.mark.parametrize("key", BUILT)
def test_each_comes_in_french_with_the_same_questions(key: str) -> None:
    template = _found(key)
    french = template.of("fr")
    assert [item.key for item in french.items] == [item.key for item in template.items]
    assert [item.source for item in french.items] == [item.source for item in template.items]
    pairs = zip(template.items, french.items, strict=True)
    assert all(one.statement != other.statement for one, other in pairs)
    assert all(
        len(one.responses) == len(other.responses)
        for one, other in zip(template.items, french.items, strict=True)
    )


def test_a_team_adds_a_translation_beside_its_survey(tmp_path: Path) -> None:
    (tmp_path / "mine.fr.toml").write_text(GOOD_IN_FRENCH, encoding="utf-8")
    _load(tmp_path, GOOD)
    found = load(tmp_path).find("mine")
    assert found
    assert (found.of("fr").title, found.of("en").title, found.of("de")) == (
        "Soucis",
        "Worries",
        found,
    )


def test_a_survey_of_ones_own_leaves_nothing_of_the_built_in_translation(tmp_path: Path) -> None:
    (tmp_path / "staff-concerns.toml").write_text(GOOD, encoding="utf-8")
    found = load(tmp_path).find("staff-concerns")
    assert found
    assert found.translations == {}


def test_a_translation_of_ones_own_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    file = "staff-concerns.fr.toml"
    text = (BUILT_IN / file).read_text(encoding="utf-8")
    text = text.replace("Préoccupations d'équipe", "Nos soucis")
    (tmp_path / file).write_text(text, encoding="utf-8")
    found = load(tmp_path).find("staff-concerns")
    assert found
    assert (found.title, found.of("fr").title) == ("Staff concerns", "Nos soucis")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('key = "one"', 'key = "two"', r"line 4, items: needs the keys of mine.toml, .*: one"),
        ('title = "Soucis"', 'title = "Soucis"\ncomment = "Et ?"', "line 3, comment: has to stand"),
        ('topic = "Les soucis"', "", r"line 4, items\[1\]\.topic: is missing; add it"),
    ],
)
def test_a_translation_that_asks_something_else_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = GOOD_IN_FRENCH.replace(old, new)
    (tmp_path / "mine.fr.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=rf"(?m)^{tmp_path}/mine\.fr\.toml, {told}"):
        _load(tmp_path, GOOD)


def test_a_translation_of_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.fr.toml").write_text(GOOD_IN_FRENCH, encoding="utf-8")
    with pytest.raises(
        TemplateError, match=r"mine\.fr\.toml: there is no mine\.toml that it is of"
    ):
        load(tmp_path)
