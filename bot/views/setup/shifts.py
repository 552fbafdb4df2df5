"""A team's recurring shifts: the list and the form of one."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Words
from bot.domain.edits import Add, Change
from bot.domain.rhythm import WEEKDAYS
from bot.domain.set_up import Data, SetUp, mark
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import frames, ref
from bot.views.setup.ref import Ref
from bot.views.setup.teams import NAME

NEW: Mapping[str, Any] = {
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "starts": "09:00",
    "ends": "17:00",
}
"""What a new shift is filled in with."""

SELDOM = ("rrule", "last_day", "timezone")
"""What only few shifts have. A form shows it when asked to, or where it is there."""

RULE_LENGTH = 1000


def listed(words: Words, its: SetUp, page: int = 0) -> View:
    """Every shift, so many to a page, and the way to add one."""
    about = Ref(its.team.key, ref.SHIFTS, page=page)
    return frames.listed(words, its, about, lambda entry: _told(words, entry))


def form(words: Words, its: SetUp, entry: Data | None, page: int, *, wide: bool = False) -> View:
    """One shift as it is now, or a new one. `wide` shows what only few shifts have, too."""
    held = {**NEW, "name": words.plain("setup.shifts.usual_name")} if entry is None else entry
    wide = wide or any(name in held for name in SELDOM)
    about = Ref(its.team.key, ref.SHIFTS, mark(entry) if entry else "", page)
    blocks = [
        *_usual(words, held, wide=wide),
        *(_seldom(words, held) if wide else []),
        *frames.buttons(words, about, wide=wide),
    ]
    return frames.form(words, words.plain("setup.shifts.edit_title"), about, blocks)


def parse(view: View) -> Add | Change:
    """A new shift, or what one is to be."""
    about, found = ref.read(view["private_metadata"]), parts.state(view)
    values = {name: _value(given) for name, given in found.items()}
    if about.seen:
        return Change(ref.SHIFTS, about.seen, values)
    return Add(ref.SHIFTS, (values,))


def _value(given: str | list[str] | None) -> str | list[str] | None:
    return (given.strip() if isinstance(given, str) else given) or None


def _told(words: Words, entry: Data) -> str:
    days = ", ".join(ref.weekday(words, _full(day)) for day in entry.get("days", []))
    return words(
        "setup.shifts.text_elsewhere" if "timezone" in entry else "setup.shifts.text",
        name=entry["name"],
        days=days or entry["rrule"],
        starts=entry["starts"],
        ends=entry["ends"],
        timezone=entry.get("timezone"),
        count=len(entry["people"]),
    )


def _full(day: str) -> str:
    return next(name for name in WEEKDAYS if name.startswith(day))


def _usual(words: Words, held: Mapping[str, Any], *, wide: bool) -> list[Block]:
    days = [(day[:3], ref.weekday(words, day)) for day in WEEKDAYS]
    ends_hint, people_hint = (
        words.plain(key) for key in ("setup.shifts.ends_hint", "setup.shifts.people_hint")
    )
    people = held.get("people", [])
    return [
        inputs.line("name", words.plain("setup.field.name"), held["name"], NAME, optional=False),
        inputs.ticks(
            "days", words.plain("setup.shifts.days"), days, held.get("days", []), optional=wide
        ),
        inputs.clock("starts", words.plain("setup.shifts.starts"), held["starts"]),
        inputs.clock("ends", words.plain("setup.shifts.ends"), held["ends"], hint=ends_hint),
        inputs.people(
            "people", words.plain("setup.shifts.people"), people, hint=people_hint, optional=False
        ),
    ]


def _seldom(words: Words, held: Mapping[str, Any]) -> list[Block]:
    rule, zone = words.plain("setup.shifts.rule"), words.plain("setup.field.timezone")
    rule_hint = words.plain("setup.shifts.rule_hint")
    zone_hint = words.plain("setup.shifts.timezone_hint")
    first, last = words.plain("setup.shifts.first_day"), words.plain("setup.shifts.last_day")
    return [
        inputs.line("rrule", rule, held.get("rrule"), RULE_LENGTH, hint=rule_hint),
        inputs.day("first_day", first, held.get("first_day")),
        inputs.day("last_day", last, held.get("last_day")),
        inputs.line("timezone", zone, held.get("timezone"), 64, hint=zone_hint),
    ]
