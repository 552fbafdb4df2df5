"""Write down when people have supervision and who comes to it, as their teams are now."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.domain.absence import TimeOff, local_day
from bot.domain.check_in import CheckIn, CheckInState, Slot
from bot.domain.shifts import DAY
from bot.domain.supervision import AHEAD, PUT_OFF, Days, Due, due, holder
from bot.domain.team import Member, Team
from bot.store import absences, check_ins, people
from bot.use_cases.public_holidays import public_holidays


@dataclass(frozen=True, slots=True)
class About:
    """What is known of everybody in the teams that are planned: days off, who left, preferences."""

    off: Mapping[str, Sequence[TimeOff]]
    known: Mapping[str, people.Known]

    def days(self, team: Team, member: Member) -> Days:
        """Their days off, by their own time off or public holidays; and what they prefer."""
        region, off = team.holiday_region, self.off.get(member.id, ())

        def on(day: date) -> bool:
            held = bool(region) and day in public_holidays(str(region), day.year)
            return held or any(each.holds(day) for each in off)

        return Days(on, self.known.get(member.id, people.Known()).prepare_days)

    def is_there(self, team: Team, at: datetime) -> Callable[[str], bool]:
        """Whether somebody of the team can come to a check-in then."""

        def there(person: str) -> bool:
            member = team.member(person)
            if member is None or member.left:
                return False
            day = local_day(at, member.timezone)
            return not any(each.holds(day) for each in self.off.get(person, ()))

        return there


def plan_check_ins(tx: Connection, found: Sequence[Team], now: datetime) -> int:
    """Have the check-ins of the next weeks be those that cadences ask for; how many that changed.

    One that somebody moved stays where they put it. What has begun, and what was said of it, stays
    as it was. Doing it twice changes nothing.
    """
    known = check_ins.of_slots(tx, [team.key for team in found], now - AHEAD)
    if not known and not any(team.cadences for team in found):
        return 0
    about = _about(tx, found, now)
    by_team = defaultdict[str, list[CheckIn]](list)
    for each in known:
        by_team[each.slot.team].append(each)
    return sum(_plan(tx, team, by_team[team.key], about, now) for team in found)


def _plan(tx: Connection, team: Team, known: Sequence[CheckIn], about: About, now: datetime) -> int:
    wanted = {each.slot: each for each in _due(team, about, now)}
    changed = 0
    for each in known:
        asked = wanted.pop(each.slot, None)
        if each.starts_at > now and each.state in TO_BE_SEEN:
            changed += _renew(tx, each, _as_asked(team, each, asked, about))
    added = [each for each in wanted.values() if each.starts_at > now]
    for new in added:
        who = holder(team, new.slot.person, new.slot.line, about.is_there(team, new.starts_at))
        told = 0 if who and who == _supervisor(team, new.slot) else 1
        check_ins.add(tx, new.slot, new.starts_at, new.prepare_at, holder=who, changes=told)
    return changed + len(added)


TO_BE_SEEN = (CheckInState.PLANNED, CheckInState.WITHDRAWN)
"""What a change of set-up may still change: nobody said anything of it."""


def _due(team: Team, about: About, now: datetime) -> Iterator[Due]:
    for member in team.members:
        if team.cadences and not member.left:
            since = now - PUT_OFF * DAY  # one of a day off may still be to come
            yield from due(team, member, since, now + AHEAD, about.days(team, member))


def _as_asked(team: Team, each: CheckIn, asked: Due | None, about: About) -> CheckIn:
    """How a check-in is to be, given that its cadence asks for it, or does not."""
    member = team.member(each.slot.person)
    kept = each.by_hand and member and not member.left
    if asked is None and not kept:
        return replace(each, state=CheckInState.WITHDRAWN)
    if asked and not each.by_hand:
        each = replace(each, starts_at=asked.starts_at, prepare_at=asked.prepare_at)
    there = about.is_there(team, each.starts_at)
    who = holder(team, each.slot.person, each.slot.line, there)
    changes = each.changes + (who != each.holder)
    return replace(each, holder=who, changes=changes, state=CheckInState.PLANNED)


def _renew(tx: Connection, old: CheckIn, new: CheckIn) -> bool:
    if new == old:
        return False
    names = ("starts_at", "prepare_at", "holder", "changes", "state")
    check_ins.move(tx, new.id, **{name: getattr(new, name) for name in names})
    return True


def _supervisor(team: Team, slot: Slot) -> str | None:
    member = team.member(slot.person)
    return member.supervised_by(slot.line) if member else None


def _about(tx: Connection, found: Sequence[Team], now: datetime) -> About:
    persons = {member.id for team in found for member in team.members}
    last = now + AHEAD + PUT_OFF * DAY
    off = defaultdict[str, list[TimeOff]](list)
    for each in absences.of_people(tx, persons, (now - DAY).date(), last.date()):
        off[each.person].append(each)
    return About(off, people.known(tx, persons))
