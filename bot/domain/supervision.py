"""When people have supervision, who comes to it, and when there is time to prepare."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from bot.domain.check_in import CheckIn, CheckInState, Slot
from bot.domain.shifts import DAY, days_of_rule, to_utc
from bot.domain.team import LINES, Cadence, Member, Role, Team

AHEAD = timedelta(days=35)
"""How far ahead check-ins are planned: a monthly cadence always has its next one in it."""

PUT_OFF = 14
"""Days by which a check-in is put off at most where the person is away; then it falls away."""

SATURDAY = 5

IsOff = Callable[[date], bool]
IsThere = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Due:
    """A check-in as it should be. `prepare_at` is when its agenda is asked about, before it."""

    slot: Slot
    starts_at: datetime
    prepare_at: datetime


@dataclass(frozen=True, slots=True)
class Days:
    """One person's: whether a day is off, and how many working days ahead they want to prepare."""

    is_off: IsOff
    to_prepare: int | None = None


def lines_of(team: Team, member: Member) -> list[tuple[Role, Cadence]]:
    """On which lines a member has supervision, and how often.

    A peer supporter has the administrative line even while nobody is named on it: then the cover,
    or the coordinator, sees to it. The other line is there where somebody is.
    """
    found = ((line, team.cadence(member.id, line)) for line in LINES)
    return [(line, rule) for line, rule in found if rule and _has(member, line)]


def due(team: Team, member: Member, since: datetime, until: datetime, days: Days) -> Iterator[Due]:
    """The check-ins that the cadences ask for in [since, until).

    On a day that is off for the person it is on their next working day, at the same hour; it falls
    away where the next one of its cadence is due by then. Days to prepare are working days (Monday
    to Friday, less days off), as many as the person prefers or else the team.
    """
    for line, cadence in lines_of(team, member):
        asked = [*_asked_for(team, member, cadence, since, until + PUT_OFF * DAY)]
        for day, following in zip_longest(asked, asked[1:], fillvalue=date.max):
            planned_at = to_utc(day, cadence.at, member.timezone)
            held_on = _working_day(day, days.is_off, min(day + PUT_OFF * DAY, following - DAY))
            if held_on and since <= planned_at < until:
                starts_at = to_utc(held_on, cadence.at, member.timezone)
                prepare = prepare_at(team, member, starts_at, days)
                yield Due(Slot(team.key, member.id, line, planned_at), starts_at, prepare)


def in_step(known: Iterable[CheckIn], wanted: Iterable[Due]) -> tuple[dict[int, Due], list[Due]]:
    """Which check-in, by its number, is which that is asked for; and what is asked for and new.

    One is the same where only its hour or its person's time zone is another: less than a day
    apart. What somebody put elsewhere belongs to no cadence.
    """
    asked = {each.slot: each for each in wanted}
    found, rest = dict[int, Due](), defaultdict[tuple[str, str, Role], list[CheckIn]](list)
    for each in known:
        if each.slot in asked:
            found[each.id] = asked.pop(each.slot)
        elif not each.by_hand:
            rest[_whose(each.slot)].append(each)
    new = []
    for each_asked in asked.values():
        theirs = rest[_whose(each_asked.slot)]
        same = _nearest(theirs, each_asked.slot.planned_at)
        if same:
            theirs.remove(same)
            found[same.id] = each_asked
        else:
            new.append(each_asked)
    return found, new


def _whose(slot: Slot) -> tuple[str, str, Role]:
    return slot.team, slot.person, slot.line


def _nearest(known: Iterable[CheckIn], at: datetime) -> CheckIn | None:
    """The one that is less than a day away; one that fell away only where there is no other."""

    def how_unlike(each: CheckIn) -> tuple[bool, timedelta]:
        return each.state is CheckInState.WITHDRAWN, abs(each.slot.planned_at - at)

    near = (each for each in known if abs(each.slot.planned_at - at) < DAY)
    return min(near, key=how_unlike, default=None)


def prepare_at(team: Team, member: Member, starts_at: datetime, days: Days) -> datetime:
    """When the agenda of a check-in is asked about, at its own hour where its person is."""
    ahead = team.supervision.prepare_days if days.to_prepare is None else days.to_prepare
    local = starts_at.astimezone(ZoneInfo(member.timezone))
    return to_utc(days_before(local.date(), ahead, days.is_off), local.time(), member.timezone)


def stays_at(starts_at: datetime, planned_at: datetime, zone: str, days: Days) -> datetime | None:
    """When one that was put off to `starts_at` is, now that the days off before it are forgotten.

    It is where it stands, or, where that has become a day off too, on the next working day; None
    where that is too far from when it was planned.
    """
    stands, planned = (at.astimezone(ZoneInfo(zone)) for at in (starts_at, planned_at))
    held_on = _working_day(stands.date(), days.is_off, planned.date() + PUT_OFF * DAY)
    if held_on == stands.date():
        return starts_at
    return to_utc(held_on, stands.time(), zone) if held_on else None


def holder(team: Team, person: str, line: Role, is_there: IsThere) -> str | None:
    """Who comes to a check-in: the supervisor, or else the cover, or whoever covers for that one.

    None where none of them is there. Nobody supervises themselves.
    """
    member, seen = team.member(person), {person}
    who = member.supervised_by(line) if member else None
    while who and who not in seen:
        found = team.member(who)
        if found and is_there(who):
            return who
        seen.add(who)
        who = found.cover if found else None
    return None


def days_before(day: date, working_days: int, is_off: IsOff) -> date:
    """So many working days before a day; after `PUT_OFF` days off in a row, no further back."""
    left, at = working_days, day
    for _ in range(PUT_OFF + 7 * working_days):
        if not left:
            break
        at -= DAY
        left -= at.weekday() < SATURDAY and not is_off(at)
    return at


def _has(member: Member, line: Role) -> bool:
    needs_one = line is Role.SUPERVISOR and member.role is Role.PEER_SUPPORTER
    return needs_one or bool(member.supervised_by(line))


def _working_day(day: date, is_off: IsOff, last: date) -> date | None:
    """The day itself, whatever weekday it is, or the next working day after days off."""
    if not is_off(day):
        return day
    later = (day + number * DAY for number in range(1, (last - day).days + 1))
    return next((at for at in later if at.weekday() < SATURDAY and not is_off(at)), None)


def _asked_for(
    team: Team, member: Member, cadence: Cadence, since: datetime, until: datetime
) -> Iterator[date]:
    """Days of the cadence, those of onboarding while the person is new; none before their first."""
    low, high = since.date() - DAY, until.date() + DAY
    begins = member.first_day or date.min
    new_until = begins + timedelta(
        weeks=team.supervision.onboarding_weeks if member.first_day else 0
    )
    rules = ((cadence.onboarding_rrule, begins, new_until), (cadence.rrule, new_until, date.max))
    for rrule, first, last in rules:
        if first <= high and last > low:
            for day in days_of_rule(rrule, cadence.first_day, low, high):
                if first <= day < last:
                    yield day
