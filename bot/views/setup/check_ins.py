"""How often people meet those who supervise them: the list and the form of one rhythm."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.content.catalogue import Words
from bot.domain.edits import Add, Change
from bot.domain.rhythm import Rhythm
from bot.domain.set_up import Data, SetUp, mark
from bot.domain.team import LINES
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import frames, ref, rhythms
from bot.views.setup.ref import Ref
from bot.views.setup.rhythms import NEW_RULE, RULE

ROLE, WHEN, WHO, FIRST = "role", "at", "people", "first_day"


def listed(words: Words, its: SetUp, page: int = 0) -> View:
    """What holds for all check-ins, every rhythm, and the way to add one."""
    about, above = Ref(its.team.key, ref.CHECK_INS, page=page), [_general(words, its)]
    return frames.listed(words, its, about, lambda entry: _told(words, entry), above)


def form(  # noqa: PLR0913 - what it shows and how
    words: Words, its: SetUp, entry: Data | None, page: int, today: date, *, wide: bool = False
) -> View:
    """One rhythm as it is now, or a new one; as a rule where it is more than so many weeks."""
    held = entry if entry is not None else _usual(today)
    about = Ref(its.team.key, ref.CHECK_INS, mark(entry) if entry else "", page)
    wide = wide or not rhythms.is_plain(held)
    blocks = [
        _role(words, held),
        *rhythms.asked(words, held, wide=wide),
        inputs.clock(WHEN, words.plain("setup.check_ins.at"), held["at"]),
        inputs.day(FIRST, words.plain("setup.check_ins.first_day"), held["first_day"]),
        inputs.people(
            WHO,
            words.plain("setup.check_ins.people"),
            held.get("people", []),
            hint=words.plain("setup.check_ins.people_hint"),
        ),
        *frames.buttons(words, about, wide=wide),
    ]
    return frames.form(words, words.plain("setup.check_ins.edit_title"), about, blocks)


def parse(view: View) -> Add | Change:
    """A new rhythm, or what one is to be."""
    about, found = ref.read(view["private_metadata"]), parts.state(view)
    values = {name: found.get(name) or None for name in (ROLE, WHEN, FIRST, WHO)}
    values |= rhythms.parse(found)
    if about.seen:
        return Change(ref.CHECK_INS, about.seen, values)
    return Add(ref.CHECK_INS, (values,))


def _usual(today: date) -> Data:
    """Every second week, weekly while people are new, from next Monday on: our own measure."""
    monday = today + timedelta(days=7 - today.weekday())
    rule, new = Rhythm(2, 1).rule, Rhythm(1, 1).rule
    return {ROLE: str(LINES[0]), FIRST: monday, RULE: rule, NEW_RULE: new, WHEN: "10:00"}


def _general(words: Words, its: SetUp) -> Block:
    held = its.team.supervision
    told = words(
        "setup.supervision.text",
        minutes=held.minutes,
        days=held.prepare_days,
        weeks=held.onboarding_weeks,
    )
    there = Ref(its.team.key, "supervision")
    change = parts.button(words.plain("setup.check_ins.general"), ref.FORM, str(there))
    return parts.section(told) | {"accessory": change}


def _told(words: Words, entry: Data) -> str:
    people = entry.get(WHO, [])
    whom = (
        words.plain("setup.check_ins.some", count=len(people))
        if people
        else words.plain("setup.check_ins.everybody")
    )
    line, how = _line(words, entry[ROLE]), rhythms.told(words, entry)
    return words("setup.check_ins.text", line=line, rhythm=how, at=entry[WHEN], whom=whom)


def _line(words: Words, role: str) -> str:
    return words.plain(f"setup.role.{role.replace(' ', '_')}")


def _role(words: Words, held: Mapping[str, Any]) -> Block:
    choices = [(str(line), _line(words, line)) for line in LINES]
    label = words.plain("setup.check_ins.role")
    return inputs.one_of(ROLE, label, choices, held[ROLE], optional=False)
