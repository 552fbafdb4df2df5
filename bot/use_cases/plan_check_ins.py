"""Write down when people have supervision and who comes to it, as their teams are now."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.domain.absence import TimeOff, local_day
from bot.domain.check_in import CheckIn, CheckInState, Slot
from bot.domain.check_in_prompts import moved
from bot.domain.shifts import DAY
from bot.domain.supervision import (
    AHEAD,
    PUT_OFF,
    Days,
    Due,
    due,
    holder,
    in_step,
    prepare_at,
    stays_at,
)
from bot.domain.team import Member, Team
from bot.store import absences, check_ins, deliveries, messages, people
from bot.use_cases.public_holidays import public_holidays


@dataclass(frozen=True, slots=True)
class About:
    """What is known now of everybody in the teams that are planned: days off, preferences."""

    now: datetime
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
    return sum(_plan(tx, team, by_team[team.key], about) for team in found)


def _plan(tx: Connection, team: Team, known: Sequence[CheckIn], about: About) -> int:
    found, added = in_step(known, _due(team, about))
    changed = 0
    for each in known:
        its = found.get(each.id)
        if _is_to_come(each, its, about.now):
            changed += _renew(tx, each, _as_asked(team, each, its, about), about.now)
    new = [asked for asked in added if asked.starts_at > about.now]
    for asked in new:
        _add(tx, team, asked, about)
    return changed + len(new)


def _add(tx: Connection, team: Team, new: Due, about: About) -> None:
    who = holder(team, new.slot.person, new.slot.line, about.is_there(team, new.starts_at))
    told = 0 if who and who == _supervisor(team, new.slot) else 1
    check_ins.add(tx, new.slot, new.starts_at, new.prepare_at, holder=who, changes=told)


def _is_to_come(each: CheckIn, asked: Due | None, now: datetime) -> bool:
    """Whether a change of set-up may still change it: it did not begin, nobody said a word of it.

    One that fell away, for days off say, is there again where these are taken back in time.
    """
    if each.state is CheckInState.WITHDRAWN and asked and asked.starts_at > now:
        return True
    return each.starts_at > now and each.state in TO_BE_SEEN


TO_BE_SEEN = (CheckInState.PLANNED, CheckInState.WITHDRAWN)


def _due(team: Team, about: About) -> Iterator[Due]:
    for member in team.members:
        if team.cadences and not member.left:
            since = about.now - (PUT_OFF + 1) * DAY  # one of a day off may still be to come
            yield from due(team, member, since, about.now + AHEAD, about.days(team, member))


def _as_asked(team: Team, each: CheckIn, asked: Due | None, about: About) -> CheckIn:
    """How a check-in is to be, given that its cadence asks for it, or does not."""
    member = team.member(each.slot.person)
    times = _times(team, member, each, asked, about) if member and not member.left else None
    if times is None:
        return replace(each, state=CheckInState.WITHDRAWN)
    starts_at, prepare = times
    who = holder(team, each.slot.person, each.slot.line, about.is_there(team, starts_at))
    return replace(
        each,
        slot=asked.slot if asked else each.slot,
        starts_at=starts_at,
        prepare_at=prepare,
        holder=who,
        changes=each.changes + (who != each.holder),
        state=CheckInState.PLANNED,
    )


def _times(
    team: Team, member: Member, each: CheckIn, asked: Due | None, about: About
) -> tuple[datetime, datetime] | None:
    """When it takes place and when its agenda is asked about; None where it does not.

    What its cadence asks for may be over while it is still to come: then it was put off past days
    off, and those are forgotten (bot/store/leftovers.py) before it has begun.
    """
    if asked and asked.starts_at > about.now and not each.by_hand:
        return asked.starts_at, asked.prepare_at
    days = about.days(team, member)
    at = each.starts_at if each.by_hand else None
    if asked and at is None:
        at = stays_at(each.starts_at, each.slot.planned_at, member.timezone, days)
    return (at, prepare_at(team, member, at, days)) if at else None


def _renew(tx: Connection, old: CheckIn, new: CheckIn, now: datetime) -> bool:
    if new == old:
        return False
    names = ("starts_at", "prepare_at", "holder", "changes", "state")
    values = {name: getattr(new, name) for name in names}
    check_ins.move(tx, new.id, planned_at=new.slot.planned_at, **values)
    if old.slot != new.slot and old.starts_at != new.starts_at:
        _tell(tx, new, now)
    return True


def _tell(tx: Connection, new: CheckIn, now: datetime) -> None:
    """Of another hour those who know of the one before. Of their own days off nobody is told."""
    both = [who for who in (new.slot.person, new.holder) if who]
    knew = messages.told_about(tx, new.id, both)
    deliveries.plan(tx, [moved(new, who, now) for who in sorted(knew)])


def _supervisor(team: Team, slot: Slot) -> str | None:
    member = team.member(slot.person)
    return member.supervised_by(slot.line) if member else None


def _about(tx: Connection, found: Sequence[Team], now: datetime) -> About:
    persons = {member.id for team in found for member in team.members}
    last = now + AHEAD + PUT_OFF * DAY
    off = defaultdict[str, list[TimeOff]](list)
    for each in absences.of_people(tx, persons, (now - DAY).date(), last.date()):
        off[each.person].append(each)
    return About(now, off, people.known(tx, persons))
