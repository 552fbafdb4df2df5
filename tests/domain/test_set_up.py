"""Editing a set-up: only what was asked for changes, and only what is still as it was seen."""

import re
from copy import deepcopy
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.edits import Add, Change, Edited, Part, Remove, Tables
from bot.domain.rhythm import Rhythm, rhythm_of
from bot.domain.set_up import Data, Obstacle, depend_on, key_for, mark, tables
from bot.team_file.model import TeamSection
from bot.team_file.write import to_data
from tests.support.made_teams import made_teams

SET_UPS = made_teams().map(lambda team: to_data(team, "here"))
SECTIONS = ("members", "shifts", "check_ins")


@st.composite
def _with_entry(draw: st.DrawFn) -> tuple[Data, str, int]:
    """A set-up, one of its lists, and an entry in it."""
    data = draw(SET_UPS)
    section = draw(st.sampled_from([name for name in SECTIONS if data.get(name)]))
    return data, section, draw(st.integers(0, len(data[section]) - 1))


@given(_with_entry())
def test_changing_one_entry_leaves_all_else_and_the_original_alone(
    case: tuple[Data, str, int],
) -> None:
    data, section, at = case
    before, seen = deepcopy(data), mark(data[section][at])
    edited = Change(section, seen, {"timezone": "UTC", "first_day": None}).apply(data)
    assert isinstance(edited, Edited)
    assert data == before
    first = data[section].index(data[section][at])
    assert edited.entries == range(first, first + 1)
    changed = edited.data[section].pop(first)
    assert changed["timezone"] == "UTC"
    assert "first_day" not in changed
    del before[section][first]
    assert edited.data == before


@given(_with_entry())
def test_what_was_changed_or_removed_meanwhile_is_neither_changed_nor_removed(
    case: tuple[Data, str, int],
) -> None:
    data, section, at = case
    seen = mark(data[section][at])
    data[section] = [entry for entry in data[section] if mark(entry) != seen]
    for edit in (Change(section, seen, {}), Remove(section, seen), Part(seen)):
        assert edit.apply(data) is Obstacle.CHANGED


@given(SET_UPS, SET_UPS)
def test_a_form_of_tables_fits_only_what_it_showed(data: Data, other: Data) -> None:
    names = ("digest", "prompts")
    seen = mark(tables(data, names))
    edit = Tables(names, seen, {"prompts.a_day": 3})
    same = tables(other, names) == tables(data, names)
    assert (edit.apply(other) is Obstacle.CHANGED) is not same
    edited = edit.apply(data)
    assert isinstance(edited, Edited)
    assert edited.data == data | {"prompts": {"a_day": 3}}


@given(SET_UPS)
def test_a_table_without_anything_in_it_goes(data: Data) -> None:
    data["holidays"] = {"region": "CA"}
    edit = Tables(("holidays",), mark(tables(data, ("holidays",))), {"holidays.region": None})
    edited = edit.apply(data)
    assert isinstance(edited, Edited)
    assert "holidays" not in edited.data


@given(SET_UPS)
def test_whoever_is_taken_out_is_named_nowhere_any_more(data: Data) -> None:
    for entry in data["members"]:
        edited = Part(mark(entry)).apply(data)
        assert isinstance(edited, Edited)
        assert entry["person"] not in str(edited.data)
        assert len(edited.data["members"]) == len(data["members"]) - 1
        assert all(shift["people"] for shift in edited.data.get("shifts", []))


@given(SET_UPS)
def test_whom_they_supervised_have_somebody_else_then(data: Data) -> None:
    data["members"].append({"person": "U0HEIR", "role": "supervisor"})
    for entry in data["members"][:-1]:
        whom = depend_on(data, entry["person"]).get("supervisor", [])
        edited = Part(mark(entry), {"supervisor": "U0HEIR"}).apply(data)
        assert isinstance(edited, Edited)
        now = {each["person"]: each.get("supervisor") for each in edited.data["members"]}
        assert {now[each] for each in whom} <= {"U0HEIR"}
        assert now["U0HEIR"] != "U0HEIR"


@given(SET_UPS)
def test_what_is_added_comes_last_and_its_fields_are_the_forms(data: Data) -> None:
    there = len(data.get("shifts", []))
    edited = Add("shifts", ({"name": "Late", "days": None},)).apply(data)
    assert isinstance(edited, Edited)
    assert edited.data["shifts"][there:] == [{"name": "Late"}]
    assert edited.field(("shifts", there, "people", 1)) == ("people", 1)
    assert edited.field(("shifts", there - 1, "people", 1)) is None
    assert edited.field(("members", there, "role")) is None


@given(st.text(max_size=200))
def test_any_name_makes_a_key_that_a_file_would_take_and_always_the_same(name: str) -> None:
    key = key_for(name)
    assert key == key_for(name)
    TeamSection(key=key, name="x", channel="x", timezone="UTC")
    assert not re.search(r"--|^-|-$", key)


def test_keys_read_like_the_names_they_come_from() -> None:
    assert key_for("Élan & Friends, North Street") == "elan-friends-north-street"
    assert key_for("ä" * 100) == "a" * 64


@given(st.integers(1, 99), st.integers(0, 6))
def test_a_rhythm_is_the_same_after_it_was_a_rule(weeks: int, weekday: int) -> None:
    rhythm = Rhythm(weeks, weekday)
    assert rhythm_of(rhythm.rule) == rhythm


def test_a_rule_that_says_more_is_no_rhythm() -> None:
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=1TU"):
        assert rhythm_of(rule) is None


def test_a_mark_goes_by_what_is_there_and_not_by_its_order() -> None:
    day = date(2026, 11, 23)
    assert mark({"a": 1, "b": [day]}) == mark({"b": [day], "a": 1})
    assert mark({"a": 1}) != mark({"a": 2})
    assert mark({"a": [1, 2]}) != mark({"a": [2, 1]})
