"""What is sent about a check-in: to the person, to whoever holds it, or to the coordinator."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.domain.absence import local_day
from bot.domain.check_in import ASKED, CheckIn
from bot.domain.prompts import Kind, Prompt
from bot.domain.team import READS_DIGEST, Role, Team

HOUR = timedelta(hours=1)
"""Before a check-in its holder gets the agenda, with time to prepare."""

STARTED = timedelta(minutes=15)
"""After its start nobody needs to be told of it any more. Our own measure, as the one below."""

IN_ADVANCE = timedelta(days=7)
"""Before a check-in it is told that somebody else comes to it, or at once where that is later."""

SUPERVISION = (Kind.AGENDA, Kind.CHECK_IN, Kind.CHECK_IN_AFTER, Kind.COVER, Kind.NO_COVER)
"""The kinds that are planned here. CHECK_IN_MOVED is sent by whoever or whatever moves one."""


def check_in_prompts(
    team: Team, check_ins: Sequence[CheckIn], since: datetime, until: datetime
) -> Iterator[Prompt]:
    """All that is due before `until`, and of use after `since`, about these planned ones of a team.

    What is known only shortly before, such as a cover, is due already: it is told at once.
    """
    for each in check_ins:
        for prompt in _about(team, each):
            if prompt.due_at < until and prompt.expires_at > since:
                yield prompt


def moved(check_in: CheckIn, to: str, now: datetime) -> Prompt:
    """It is at another time from now on."""
    return _now(Kind.CHECK_IN_MOVED, check_in, to, now)


def shared_late(check_in: CheckIn, to: str, now: datetime) -> Prompt:
    """There is an agenda after all, though it was said that there is none."""
    return _now(Kind.AGENDA_SHARED, check_in, to, now)


def _now(kind: Kind, its: CheckIn, to: str, now: datetime) -> Prompt:
    return Prompt(kind, to, now, its.starts_at, its.slot.team, _subject(its))


def _about(team: Team, each: CheckIn) -> Iterator[Prompt]:
    person, about = each.slot.person, _subject(each)
    starts = each.starts_at
    over = starts + timedelta(minutes=team.supervision.minutes)
    asked = about | {"day": _day(team, each)}
    yield Prompt(Kind.AGENDA, person, each.prepare_at, starts, team.key, asked)
    if each.holder:
        yield Prompt(Kind.CHECK_IN, each.holder, starts - HOUR, starts + STARTED, team.key, about)
        for who in (person, each.holder):
            yield Prompt(Kind.CHECK_IN_AFTER, who, over, over + ASKED, team.key, about)
    if each.changes:
        told = about | {"change": str(each.changes), "holder": each.holder or ""}
        yield Prompt(Kind.COVER, person, starts - IN_ADVANCE, starts, team.key, told)
        for who in _coordinators(team, person) if each.holder is None else ():
            yield Prompt(Kind.NO_COVER, who, starts - IN_ADVANCE, starts, team.key, told)


def _coordinators(team: Team, person: str) -> list[str]:
    """Whom the want of a cover is told: coordinators who are there, or else all who supervise."""
    here = [m for m in team.members if m.id != person and not m.left]
    found = [m.id for m in here if m.role is Role.COORDINATOR]
    return found or [m.id for m in here if m.role in READS_DIGEST]


def _day(team: Team, each: CheckIn) -> str:
    """The day on which it is for its person."""
    member = team.member(each.slot.person)
    return local_day(each.starts_at, member.timezone if member else team.timezone).isoformat()


def _subject(each: CheckIn) -> dict[str, str]:
    return {"check_in": str(each.id)}
