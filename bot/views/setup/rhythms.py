"""How often people meet: every so many weeks on a weekday, or a rule for what is more than that."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Words
from bot.domain.rhythm import WEEKDAYS, Rhythm, denser, rhythm_of
from bot.views import inputs
from bot.views.parts import Block
from bot.views.setup import ref
from bot.views.setup.shifts import RULE_LENGTH

WEEKS = (1, 2, 3, 4, 6, 8, 12)
SAME = "same"
EVERY, WEEKDAY, NEW = "weeks", "weekday", "onboarding"
RULE, NEW_RULE = "rrule", "onboarding_rrule"


def is_plain(held: Mapping[str, Any]) -> bool:
    """Whether menus can say it."""
    return _plain(held) is not None


def told(words: Words, held: Mapping[str, Any]) -> str:
    """How often, but for those who are new."""
    plain = _plain(held)
    if plain:
        return _every(words, plain[0].weeks)
    return words.plain("setup.check_ins.rule", rule=held[RULE])


def asked(words: Words, held: Mapping[str, Any], *, wide: bool) -> list[Block]:
    """The inputs: menus, or what a rule is written in."""
    plain = _plain(held)
    return _by_rule(words, held) if wide or plain is None else _by_weeks(words, *plain)


def parse(found: Mapping[str, Any]) -> dict[str, str | None]:
    """The two rules, from either kind of input."""
    if EVERY not in found:
        return {name: (found.get(name) or "").strip() or None for name in (RULE, NEW_RULE)}
    weekday = WEEKDAYS.index(found[WEEKDAY])
    weeks = found[EVERY] if found[NEW] == SAME else found[NEW]
    usual, new = (Rhythm(int(each), weekday).rule for each in (found[EVERY], weeks))
    return {RULE: usual, NEW_RULE: new}


def _plain(held: Mapping[str, Any]) -> tuple[Rhythm, Rhythm] | None:
    """The two rhythms, where both are so many weeks and on the same weekday."""
    usual = rhythm_of(held[RULE])
    new = rhythm_of(held.get(NEW_RULE) or denser(held[RULE]))
    return (usual, new) if usual and new and usual.weekday == new.weekday else None


def _every(words: Words, weeks: int) -> str:
    if weeks == 1:
        return words.plain("setup.check_ins.every_one")
    return words.plain("setup.check_ins.every_some", weeks=weeks)


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
