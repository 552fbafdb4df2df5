"""How often people meet those who supervise them: the list and the form of one rhythm."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.content.catalogue import Words
from bot.domain.edits import Add, Change
from bot.domain.rhythm import WEEKDAYS, Rhythm, denser, rhythm_of
from bot.domain.set_up import Data, SetUp, mark
from bot.domain.team import LINES
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import ref
from bot.views.setup.ref import Ref
from bot.views.setup.shifts import RULE_LENGTH

WEEKS = (1, 2, 3, 4, 6, 8, 12)
SAME = "same"
ROLE, WHEN, WHO = "role", "at", "people"
EVERY, WEEKDAY, NEW = "weeks", "weekday", "onboarding"
RULE, NEW_RULE, FIRST = "rrule", "onboarding_rrule", "first_day"


def listed(words: Words, its: SetUp, page: int = 0) -> View:
    """What holds for all check-ins, every rhythm, and the way to add one."""
    about = Ref(its.team.key, ref.CHECK_INS, page=page)
    shown = its.data.get("check_ins", [])[page * ref.PAGE : (page + 1) * ref.PAGE]
    add = parts.button(words.plain("setup.check_ins.add"), ref.ADD, str(about), "primary")
    blocks = [
        _general(words, its),
        parts.actions("add", add),
        *([] if shown else [parts.section(words("setup.check_ins.none"))]),
        *_lines(words, about, shown),
        *ref.pages(words, about, len(its.team.cadences), ref.PART),
    ]
    return parts.modal(
        words, ref.SHOWN, words.plain("setup.check_ins.title"), blocks, private_metadata=str(about)
    )


def form(  # noqa: PLR0913 - what it shows and how
    words: Words, its: SetUp, entry: Data | None, page: int, today: date, *, wide: bool = False
) -> View:
    """One rhythm as it is now, or a new one; as a rule where it is more than so many weeks."""
    held = entry if entry is not None else _usual(today)
    plain = _plain(held)
    about = Ref(its.team.key, ref.CHECK_INS, mark(entry) if entry else "", page)
    wide = wide or plain is None
    how = _by_rule(words, held) if wide or plain is None else _by_weeks(words, *plain)
    blocks = [
        _role(words, held),
        *how,
        inputs.clock(WHEN, words.plain("setup.check_ins.at"), held["at"]),
        inputs.day(FIRST, words.plain("setup.check_ins.first_day"), held["first_day"]),
        inputs.people(
            WHO,
            words.plain("setup.check_ins.people"),
            held.get("people", []),
            hint=words.plain("setup.check_ins.people_hint"),
        ),
    ]
    if buttons := _buttons(words, about, wide=wide):
        blocks.append(parts.actions("rhythm", *buttons))
    return parts.modal(
        words,
        ref.ENTRY,
        words.plain("setup.check_ins.edit_title"),
        blocks,
        submit=words.plain("setup.form.submit"),
        close=words.plain("setup.form.close"),
        private_metadata=str(about),
    )


def parse(view: View) -> Add | Change:
    """A new rhythm, or what one is to be."""
    about, found = ref.read(view["private_metadata"]), parts.state(view)
    values = {name: found.get(name) or None for name in (ROLE, WHEN, FIRST, WHO)}
    if EVERY in found:
        weekday = WEEKDAYS.index(found[WEEKDAY])
        values[RULE] = Rhythm(int(found[EVERY]), weekday).rule
        weeks = found[EVERY] if found[NEW] == SAME else found[NEW]
        values[NEW_RULE] = Rhythm(int(weeks), weekday).rule
    else:
        values |= {name: (found.get(name) or "").strip() or None for name in (RULE, NEW_RULE)}
    if about.seen:
        return Change(ref.CHECK_INS, about.seen, values)
    return Add(ref.CHECK_INS, (values,))


def removed(words: Words) -> View:
    """What takes the form's place."""
    told = parts.section(words("setup.check_ins.removed"))
    return parts.modal(words, ref.SHOWN, words.plain("setup.check_ins.removed_title"), [told])


def _usual(today: date) -> Data:
    """Every second week, weekly while people are new, from next Monday on: our own measure."""
    monday = today + timedelta(days=7 - today.weekday())
    rule, new = Rhythm(2, 1).rule, Rhythm(1, 1).rule
    return {ROLE: str(LINES[0]), FIRST: monday, RULE: rule, NEW_RULE: new, WHEN: "10:00"}


def _plain(held: Mapping[str, Any]) -> tuple[Rhythm, Rhythm] | None:
    """The two rhythms, where both are so many weeks and on the same weekday."""
    usual = rhythm_of(held[RULE])
    new = rhythm_of(held.get(NEW_RULE) or denser(held[RULE]))
    return (usual, new) if usual and new and usual.weekday == new.weekday else None


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


def _lines(words: Words, about: Ref, shown: list[Data]) -> list[Block]:
    found = []
    for number, entry in enumerate(shown):
        there = Ref(about.team, about.part, mark(entry), about.page)
        edit = parts.button(words.plain("setup.check_ins.edit"), ref.EDIT, str(there))
        line = parts.section(_told(words, entry)) | {"block_id": f"rhythm.{number}"}
        found.append(line | {"accessory": edit})
    return found


def _told(words: Words, entry: Data) -> str:
    plain, people = _plain(entry), entry.get(WHO, [])
    how = (
        _every(words, plain[0].weeks)
        if plain
        else words.plain("setup.check_ins.rule", rule=entry[RULE])
    )
    whom = (
        words.plain("setup.check_ins.some", count=len(people))
        if people
        else words.plain("setup.check_ins.everybody")
    )
    line = _line(words, entry[ROLE])
    return words("setup.check_ins.text", line=line, rhythm=how, at=entry[WHEN], whom=whom)


def _line(words: Words, role: str) -> str:
    return words.plain(f"setup.role.{role.replace(' ', '_')}")


def _every(words: Words, weeks: int) -> str:
    if weeks == 1:
        return words.plain("setup.check_ins.every_one")
    return words.plain("setup.check_ins.every_some", weeks=weeks)


def _role(words: Words, held: Mapping[str, Any]) -> Block:
    choices = [(str(line), _line(words, line)) for line in LINES]
    label = words.plain("setup.check_ins.role")
    return inputs.one_of(ROLE, label, choices, held[ROLE], optional=False)


def _by_weeks(words: Words, usual: Rhythm, new: Rhythm) -> list[Block]:
    def offered(weeks: int) -> list[tuple[str, str]]:
        return [(str(each), _every(words, each)) for each in sorted({*WEEKS, weeks})]

    same = (SAME, words.plain("setup.check_ins.onboarding_same"))
    now = SAME if new == usual else str(new.weeks)
    days = [(day, ref.weekday(words, day)) for day in WEEKDAYS]
    how_often, on = words.plain("setup.check_ins.weeks"), words.plain("setup.check_ins.weekday")
    while_new = words.plain("setup.check_ins.onboarding")
    return [
        inputs.one_of(EVERY, how_often, offered(usual.weeks), str(usual.weeks), optional=False),
        inputs.one_of(WEEKDAY, on, days, WEEKDAYS[usual.weekday], optional=False),
        inputs.one_of(NEW, while_new, [same, *offered(new.weeks)], now, optional=False),
    ]


def _by_rule(words: Words, held: Mapping[str, Any]) -> list[Block]:
    rule, hint = words.plain("setup.check_ins.rrule"), words.plain("setup.check_ins.rrule_hint")
    new = words.plain("setup.check_ins.onboarding_rrule")
    new_hint = words.plain("setup.check_ins.onboarding_rrule_hint")
    return [
        inputs.line(RULE, rule, held[RULE], RULE_LENGTH, hint=hint, optional=False),
        inputs.line(NEW_RULE, new, held.get(NEW_RULE), RULE_LENGTH, hint=new_hint),
    ]


def _buttons(words: Words, about: Ref, *, wide: bool) -> list[Block]:
    question = ref.confirm(
        words.plain("setup.check_ins.remove_title"),
        words.plain("setup.check_ins.remove_text"),
        words.plain("setup.check_ins.remove_yes"),
        words.plain("setup.check_ins.remove_no"),
    )
    label = words.plain("setup.check_ins.remove")
    remove = parts.button(label, ref.REMOVE, str(about), "danger") | {"confirm": question}
    more = parts.button(words.plain("setup.check_ins.more"), ref.MORE, str(about))
    return [*([] if wide else [more]), *([remove] if about.seen else [])]
