"""Many people with a busy day: who is to be prompted when, and the workspace they are in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import Connection

from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Member, Role, Shift, Team, Weekly
from bot.store import teams
from sandbox import WorkspaceFile

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""A Tuesday morning. Everybody lives in UTC, so a team file's hours are the test's."""

LEAD, SHIFT = timedelta(hours=2), timedelta(hours=8)
ASKED_FOR = timedelta(hours=2)
"""How long a question and its answer are worth delivering: as long as a debrief here."""

ALONE, PAIRS = 6, 2
MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
BACKLOG = -10
"""Some of it is due before anything runs: minutes from START."""

A_DAY = 10
"""Messages to one person: more than anybody here has due, so that nobody's prompt gives way."""


@dataclass(frozen=True, slots=True)
class World:
    """The teams, whose people also ask each other for company."""

    teams: tuple[Team, ...]

    def save(self, tx: Connection) -> None:
        """Set it up, as `holdspace team apply` does."""
        for team in self.teams:
            teams.save(tx, team)

    def workspace(self) -> WorkspaceFile:
        """Everybody and every channel, with the app in it."""
        people = {m.id: m.name for team in self.teams for m in team.members}
        there = {
            channel: [m.id for t in self.teams if t.channel == channel for m in t.members]
            for channel in {team.channel for team in self.teams}
        }
        return WorkspaceFile.model_validate(
            {
                "team": {"id": "T0SOAK", "name": "Soak", "domain": "soak"},
                "people": [{"id": who, "name": name} for who, name in people.items()],
                "channels": [
                    {"id": channel, "name": channel.lower(), "members": members, "app": True}
                    for channel, members in sorted(there.items())
                ],
            }
        )

    def debriefs(self, until: datetime) -> Iterator[Prompt]:
        """Those due until then, by the rule as people are told it and not by our code."""
        for team in self.teams:
            for shift in team.shifts:
                ends = datetime.combine(START.date(), shift.ends, UTC)
                ends += timedelta(days=1) if ends < START else timedelta(0)
                if ends - LEAD < until:
                    where = shift.people[0] if len(shift.people) == 1 else team.channel
                    yield Prompt(Kind.DEBRIEF, where, ends - LEAD, ends, team.key)

    def asks(self, random: Random, many: int, now: datetime) -> list[Prompt]:
        """What so many people are sent because somebody asked them for company, or answered."""
        return [self._ask(random, now + place * INSTANT) for place in range(many)]

    def _ask(self, random: Random, due: datetime) -> Prompt:
        team = random.choice(self.teams)
        asker, asked = (member.id for member in random.sample(team.members, 2))
        ends = due + ASKED_FOR
        if asked in _at_work(team, due):
            return Prompt(Kind.COMPANY_ASK, asked, due, ends, None, {"from": asker})
        answer = {"from": asked, "answer": "yes"}
        return Prompt(Kind.COMPANY_REPLY, asker, due, ends, None, answer)

    def leaves(self, person: str, before: datetime) -> bool:
        """Whether somebody who was at work some hours before has gone home by then."""
        return person not in set().union(*(_at_work(team, before) for team in self.teams))


def busy_world(random: Random, size: int, window: timedelta) -> World:
    """So many teams, and prompts in every minute of the window from START on.

    Every second team's debriefs are due in it; the others are in the middle of their shifts then,
    where the breaks are. Two teams share a channel each.
    """
    shifted = (timedelta(0) if number % 2 else SHIFT / 2 for number in range(size))
    return World(tuple(_team(number, random, window, by) for number, by in enumerate(shifted)))


def _team(number: int, random: Random, window: timedelta, shifted: timedelta) -> Team:
    key = f"team-{number}"
    people = [f"U{number:04}P{place:02}" for place in range(ALONE + 2 * PAIRS)]
    crews: list[tuple[str, ...]] = [(person,) for person in people[:ALONE]]
    crews += [(a, b) for a, b in zip(people[ALONE::2], people[ALONE + 1 :: 2], strict=True)]
    minutes = random.sample(range(BACKLOG, int(window / MINUTE)), len(crews))
    ends = (START + LEAD + shifted + minute * MINUTE for minute in minutes)
    return Team(
        key=key,
        name=f"Team {number}",
        channel=f"C{number // 2:04}",
        timezone="Etc/UTC",
        debrief_lead_minutes=int(LEAD / MINUTE),
        digest=Weekly(0, time(9)),
        survey=None,
        members=tuple(
            Member(person, person.lower(), Role.PEER_SUPPORTER, "Etc/UTC") for person in people
        ),
        shifts=tuple(_shift(end, crew) for end, crew in zip(ends, crews, strict=True)),
        daily_budget=A_DAY,
    )


def _shift(ends: datetime, crew: tuple[str, ...]) -> Shift:
    starts = (ends - SHIFT).time()
    day = date(2026, 11, 1)
    return Shift(crew[0], "FREQ=DAILY", starts, ends.time(), "Etc/UTC", day, None, crew)


def _at_work(team: Team, at: datetime) -> set[str]:
    """Whom one can ask: those whose shift runs."""
    day = timedelta(days=1)
    starts = ((each, datetime.combine(at.date(), each.starts, UTC)) for each in team.shifts)
    return {person for each, then in starts if (at - then) % day < SHIFT for person in each.people}
