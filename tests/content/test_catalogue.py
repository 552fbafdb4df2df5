"""Each language tells days, times and several names in its own way, and each reader has theirs."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.content import catalogue
from bot.content.catalogue import Catalogue
from bot.content.languages import Languages
from bot.content.text import escape

CATALOGUE = catalogue.load()
ENGLISH = CATALOGUE.of("en")
INSTANT = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("people", "phrase"),
    [
        (["U1"], "<@U1>"),
        (["U1", "U2"], "<@U1> and <@U2>"),
        (["U1", "U2", "U3"], "<@U1>, <@U2> and <@U3>"),
    ],
)
def test_people_are_named_as_a_phrase(people: list[str], phrase: str) -> None:
    assert escape(ENGLISH.mentions(people)) == phrase


def test_phrases_with_commas_in_them_stay_apart() -> None:
    assert ENGLISH.series(["One"]) == "One"
    assert ENGLISH.series(["One, or so", "two", "three"]) == "One, or so; two; three"


def test_names_keep_their_braces_and_their_ampersands() -> None:
    assert ENGLISH.listed(["{Ann}", "B & C"]) == "{Ann} and B & C"


def test_instants_are_told_in_local_time() -> None:
    assert ENGLISH.time(INSTANT, "America/Toronto") == "16:00"
    assert ENGLISH.time(INSTANT, "Asia/Kathmandu") == "02:45"
    assert ENGLISH.day_and_time(INSTANT, "America/St_Johns") == "Friday 27 November, 17:30"
    assert ENGLISH.day_and_time(INSTANT, "Asia/Kathmandu") == "Saturday 28 November, 02:45"


def test_each_day_of_a_year_is_told_as_english_calendars_do() -> None:
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert ENGLISH.day(day) == f"{day:%A} {day.day} {day:%B}"


FRENCH = CATALOGUE.of("fr")


def test_french_tells_days_and_times_as_canadian_calendars_do() -> None:
    told = FRENCH.day_and_time(INSTANT, "America/Toronto")
    assert told == "vendredi 27 novembre, 16\u00a0h\u00a000"
    assert FRENCH.time(INSTANT, "Asia/Kathmandu") == "2\u00a0h\u00a045"
    assert FRENCH.day(date(2026, 8, 1)) == "samedi 1er août"
    assert FRENCH.day(date(2026, 2, 11)) == "mercredi 11 février"


def test_french_names_several_as_a_phrase() -> None:
    assert FRENCH.listed(["Rive"]) == "Rive"
    assert FRENCH.listed(["Rive", "Port", "Pont"]) == "Rive, Port et Pont"
    assert FRENCH.series(["Un, ou presque", "deux"]) == "Un, ou presque\u202f; deux"


def test_the_languages_are_known_by_what_they_call_themselves() -> None:
    assert CATALOGUE.known == {"en": "English", "fr": "Français"}


def _two_languages(folder: Path) -> Catalogue:
    for code, name in {"en": "English", "xx": "Other"}.items():
        (folder / code).mkdir()
        text = f'[language]\nname = "{name}"\n'
        (folder / code / "common.toml").write_text(text, encoding="utf-8")
    return catalogue.load(folder)


def test_whoever_chose_a_language_reads_it_and_everybody_else_the_default(tmp_path: Path) -> None:
    languages = Languages(_two_languages(tmp_path))
    assert languages.catalogue.known == {"en": "English", "xx": "Other"}
    languages.choose("U1", "xx")
    languages.choose("U2", "no such language")
    read = [languages.words_for(who).language for who in ("U1", "U2", "C1", None)]
    assert read == ["xx", "en", "en", "en"]


def test_what_is_stored_takes_the_place_of_what_was_known(tmp_path: Path) -> None:
    languages = Languages(_two_languages(tmp_path))
    languages.choose("U1", "xx")
    languages.refresh({"U2": "xx"})
    assert [languages.words_for(who).language for who in ("U1", "U2")] == ["en", "xx"]
