"""Write down who works in the coming days, and what the schedules ask for in the coming one."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from bot.domain.breaks import Reminder, break_prompts
from bot.domain.budget import is_put_off
from bot.domain.check_in import ASKED, CheckIn
from bot.domain.check_in_prompts import SUPERVISION, check_in_prompts
from bot.domain.debrief import Leaving, debrief_prompts
from bot.domain.digest import digests_by
from bot.domain.prompts import Kind, Prompt
from bot.domain.shifts import DAY
from bot.domain.supervision import AHEAD
from bot.domain.team import Team
from bot.domain.working import Worked
from bot.store import (
    attempts,
    check_ins,
    deliveries,
    occurrences,
    people,
    planning,
    standing,
    teams,
)
from bot.use_cases.plan_check_ins import plan_check_ins
from bot.use_cases.who_works import who_works

BATCH = 100
"""Teams that are planned in one transaction, so that a press waits for no more than these."""

AGAIN = timedelta(hours=6)
"""After so long at most a team is planned again, though nothing about it changed: well before the
day that is planned is over."""


@dataclass(frozen=True, slots=True)
class Known:
    """Of people: the first team by key of which each gets the digest, and own debrief times."""

    first_read: Mapping[str, str]
    debrief_leads: Mapping[str, timedelta]


def plan_prompts(tx: Connection, now: datetime) -> int:
    """Plan every team that is to be planned, and how much that added, changed or took back.

    What became due while nothing ran is planned too, unless it is too late for it already. Doing
    it twice changes nothing; after a change of set-up, what no longer holds is withdrawn.
    """
    changed = 0
    while keys := planning.to_plan(tx, now, AGAIN, BATCH):
        changed += _plan(tx, keys, now)
    return changed


def plan_some(tx: Connection, now: datetime) -> bool:
    """The same for as many teams as are planned in one transaction; whether there were any."""
    keys = planning.to_plan(tx, now, AGAIN, BATCH)
    if keys:
        _plan(tx, keys, now)
    return bool(keys)


def _plan(tx: Connection, keys: Sequence[str], now: datetime) -> int:
    found = teams.several(tx, keys)
    worked = who_works(tx, found, now)
    known = [team for team in found if team.key in worked]
    changed = occurrences.replace(tx, worked, now - DAY)
    former = changed - {member.id for team in known for member in team.members}
    taken_back = _take_breaks_back(tx, planning.members(keys), now - DAY)
    taken_back += _take_breaks_back(tx, former, now - DAY) if former else 0
    moved = plan_check_ins(tx, known, now)
    prompts = _arrange(tx, known, worked, now)
    if changed:
        standing.judge_again(tx, planning.members(keys), now)
    planning.planned(tx, {key: again_at(key, now) for key in keys})
    return len(changed) + moved + prompts + taken_back


def _arrange(
    tx: Connection, found: Sequence[Team], worked: Mapping[str, Sequence[Worked]], now: datetime
) -> int:
    """Have what is planned of these teams be what their shifts and their set-up ask for."""
    known = known_of(tx, found)
    since, until = now - DAY, now + DAY
    met = check_ins_of(tx, found, now)
    every = [
        prompt
        for team in found
        for prompt in (
            *scheduled(team, worked[team.key], known, since, until),
            *check_in_prompts(team, met[team.key], now, until),
        )
    ]
    begun = deliveries.begun(tx, Kind.DEBRIEF, now, team=list(worked))
    asked = {one for prompt in begun for one in Leaving.of(prompt).each()}
    to_come = (each for each in every if each.expires_at > now)
    wanted = [each for each in to_come if not (asked and _is_asked(each, asked))]
    theirs = [reader for reader, first in known.first_read.items() if first in worked]
    taken_back = deliveries.withdraw(tx, Kind.DEBRIEF, since, every, team=list(worked))
    taken_back += deliveries.withdraw(tx, Kind.DIGEST, since, every, recipient=theirs)
    for kind in SUPERVISION:
        taken_back += deliveries.withdraw(tx, kind, now - AHEAD, every, team=list(worked))
    return taken_back + deliveries.plan_or_renew(tx, wanted)


def _is_asked(prompt: Prompt, asked: Collection[tuple[str, datetime, str]]) -> bool:
    """Whether all whom it asks to debrief were asked about that end, with whomever and whenever."""
    return prompt.kind is Kind.DEBRIEF and Leaving.of(prompt).each().issubset(asked)


def known_of(tx: Connection, found: Sequence[Team]) -> Known:
    """What the plans of these teams go by beside the teams themselves."""
    readers = {reader.id for team in found for reader in team.digest_readers()}
    leads = people.debrief_leads(tx, planning.members([team.key for team in found]))
    return Known(planning.first_read(tx, readers), leads)


def check_ins_of(
    tx: Connection, found: Sequence[Team], now: datetime
) -> Mapping[str, list[CheckIn]]:
    """By team key, those to come, and those of which it may still be asked how they went."""
    by_team = defaultdict[str, list[CheckIn]](list)
    for each in check_ins.planned(tx, [team.key for team in found], now - ASKED - DAY):
        by_team[each.slot.team].append(each)
    return by_team


def _take_breaks_back(
    tx: Connection, people: Collection[str] | planning.People, since: datetime
) -> int:
    """Reminders are of a person, for whichever team they work: see whether they still work so."""
    planned = deliveries.waiting(tx, Kind.BREAK, since, recipient=people)
    if not planned:
        return 0
    expected = defaultdict[str, set[Reminder]](set)
    for each in occurrences.with_reminders(tx, people, since):
        expected[each.person].add(Reminder(each.starts, each.ends, each.person))
    stale, shorter = list[int](), dict[int, datetime]()
    for number, prompt in planned:
        until = _goes_until(prompt, expected[prompt.recipient])
        if until is None:
            stale.append(number)
        elif until < prompt.expires_at:
            shorter[number] = until
    attempts.expire(tx, shorter)
    return deliveries.take_back(tx, stale)


def _goes_until(prompt: Prompt, theirs: Collection[Reminder]) -> datetime | None:
    """None where nobody works for it. One that was put off is for whatever shift they are on."""
    if not is_put_off(prompt):
        return prompt.expires_at if Reminder.of(prompt) in theirs else None
    ends = [shift.ends for shift in theirs if shift.starts <= prompt.due_at < shift.ends]
    return max(ends, default=None)


def scheduled(
    team: Team,
    worked: Sequence[Worked],
    known: Known,
    since: datetime,
    until: datetime,
) -> Iterator[Prompt]:
    """What is due of this team in [since, until), given who works and what is known of people."""
    yield from debrief_prompts(team, worked, since, until, known.debrief_leads)
    yield from break_prompts(team, worked, since, until)
    yield from digests_by(team, known.first_read, since, until)


def again_at(key: str, now: datetime) -> datetime:
    """When to plan a team again: each at its own time, so that they do not all come at once."""
    share = int.from_bytes(sha256(key.encode()).digest()[:4]) / 2**32
    return now + AGAIN / 2 * (1 + share)
