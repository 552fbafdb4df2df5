"""A year in which people are off, leave and change: nobody is without supervision."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.absence import TimeOff, local_day
from bot.domain.check_in import CheckIn, CheckInState
from bot.domain.prompts import Kind, State
from bot.domain.retention import Retention
from bot.domain.supervision import PUT_OFF
from bot.domain.team import Cadence, Member, Role, Team, Weekly
from bot.seal.slots import Sealer
from bot.store import absences, check_ins, people, teams
from bot.store.database import Database
from bot.store.tables import delivery
from bot.use_cases.clean_up import clean_up
from bot.use_cases.forget_person import forget_person
from bot.use_cases.plan_prompts import plan_prompts

ADA, BEN, RUTH, SAM, NIKO, OLGA = "U0ADA", "U0BEN", "U0RUTH", "U0SAM", "U0NIKO", "U0OLGA"
SUPERVISORS = (RUTH, SAM, OLGA)
SEALER = Sealer(b"s" * 32, "T0")
BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)
STEP = timedelta(days=2, hours=12)
STEPS = 146
"""A year, in steps shorter than the notice that is given."""

CADENCES = (
    Cadence(
        Role.SUPERVISOR, "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 7), time(14)
    ),
    Cadence(
        Role.PEER_SUPERVISOR,
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;BYDAY=FR",
        date(2026, 1, 9),
        time(10),
    ),
)


def the_team() -> Team:
    peers = (
        Member(who, who, Role.PEER_SUPPORTER, "America/Toronto", RUTH, SAM) for who in (ADA, BEN)
    )
    return Team(
        key="hill",
        name="Hill",
        channel="C0HILL",
        timezone="America/Toronto",
        debrief_lead_minutes=10,
        digest=Weekly(0, time(9)),
        survey=None,
        members=(
            *peers,
            Member(RUTH, "Ruth", Role.SUPERVISOR, "America/Toronto", cover=NIKO),
            Member(SAM, "Sam", Role.PEER_SUPERVISOR, "Europe/London", cover=RUTH),
            Member(OLGA, "Olga", Role.SUPERVISOR, "America/Toronto"),
            Member(NIKO, "Niko", Role.COORDINATOR, "America/Toronto"),
        ),
        shifts=(),
        holiday_region="CA-ON",
        cadences=CADENCES,
    )


@dataclass
class Year:
    """One database that lives through it, and what happened to it."""

    db: Database
    random: Random
    team: Team = field(default_factory=the_team)
    now: datetime = BEGIN
    gone: set[str] = field(default_factory=set)

    def happens(self) -> None:
        """One thing that happens in an organisation."""
        what = self.random.choice(
            (
                self.off,
                self.off,
                self.peer_is_off,
                self.leaves,
                self.is_forgotten,
                self.returns,
                self.changes,
                self.covers,
            )
        )
        what()
        self.db.now(teams.save, self.team)
        self.db.now(teams.look_again, ["hill"])

    def off(self) -> None:
        """Somebody who supervises, or covers, is away for up to three weeks, as they say ahead."""
        first = self.now.date() + timedelta(days=self.random.randint(0, 20))
        who = self.random.choice((*SUPERVISORS, NIKO))
        self.db.now(
            absences.enter, TimeOff(who, first, first + timedelta(days=self.random.randint(0, 21)))
        )

    def peer_is_off(self) -> None:
        """A peer supporter is away for up to ten days, and then for a week at least is not."""
        first = self.now.date() + timedelta(days=self.random.randint(0, 20))
        last = first + timedelta(days=self.random.randint(0, 9))
        who, week = self.random.choice((ADA, BEN)), timedelta(days=7)
        if not self.db.now(absences.of_people, [who], first - week, last + week):
            self.db.now(absences.enter, TimeOff(who, first, last))

    def leaves(self) -> None:
        """A supervisor's account is deactivated."""
        who = self.random.choice(SUPERVISORS)
        self.gone.add(who)
        self.db.now(_gone, who, self.now)

    def is_forgotten(self) -> None:
        """A supervisor is forgotten, as they asked or because they left long ago.

        Not Sam: the peer line ends where nobody is named on it.
        """
        who = self.random.choice((RUTH, OLGA))
        self.gone.discard(who)
        self.db.now(forget_person, SEALER, who)
        self.team = self.db.now(teams.load, "hill") or self.team

    def returns(self) -> None:
        """Those who had left are back, and who had been forgotten is entered again."""
        for who in self.gone:
            self.db.now(_back, who)
        self.gone.clear()
        new = (each for each in the_team().members if not self.team.member(each.id))
        entered = (replace(each, cover=None) for each in new)
        self.team = replace(self.team, members=(*self.team.members, *entered))

    def changes(self) -> None:
        """Ada gets another supervisor, or none for now."""
        self.name(ADA, supervisor=self.random.choice((RUTH, OLGA, None)))

    def covers(self) -> None:
        """A cover is named, or no longer is."""
        who, cover = self.random.choice(SUPERVISORS), self.random.choice((NIKO, RUTH, OLGA, None))
        if who != cover:
            self.name(who, cover=cover)

    def name(self, who: str, **somebody: Any) -> None:  # noqa: ANN401 - one or more ids, or None
        """Name a supervisor or a cover, if both are in the team."""
        if all(named is None or self.team.member(named) for named in somebody.values()):
            members = (replace(m, **somebody) if m.id == who else m for m in self.team.members)
            self.team = replace(self.team, members=tuple(members))

    def can_come(self, who: str | None, at: datetime) -> bool:
        """As anybody would say it, and not by our code."""
        member = self.team.member(who or "")
        if member is None or who in self.gone:
            return False
        return self.is_on(member.id, at)

    def is_on(self, who: str, at: datetime) -> bool:
        """Whether that is none of their days off, if they are in the team."""
        member = self.team.member(who)
        day = local_day(at, member.timezone if member else "UTC")
        return not self.db.now(absences.of_people, [who], day, day)


def _gone(tx: Connection, who: str, now: datetime) -> None:
    people.note(tx, who, left_at=now)


def _back(tx: Connection, who: str) -> None:
    people.note(tx, who, left_at=None)


def _told(tx: Connection, kind: Kind, check_in: int) -> list[tuple[str, dict[str, str]]]:
    c = delivery.c
    about = c.subject["check_in"].as_string() == str(check_in)
    alive = c.state.not_in([State.WITHDRAWN])
    return [
        tuple(row)
        for row in tx.execute(select(c.recipient, c.subject).where(c.kind == kind, about, alive))
    ]


def _set_back(tx: Connection, known: list[CheckIn], now: datetime) -> list[CheckIn]:
    """Those of these that were to come after `now`, and are said to be over already."""
    ahead = [each.id for each in known if each.starts_at > now]
    found = [check_ins.find(tx, number) for number in ahead]
    planned = [each for each in found if each and each.state is CheckInState.PLANNED]
    return [each for each in planned if each.starts_at <= now]


def _coming(year: Year) -> list[CheckIn]:
    found = year.db.now(check_ins.planned, ["hill"], year.now)
    return [each for each in found if each.starts_at > year.now]


@pytest.mark.parametrize("seed", [1, 2])
def test_over_a_year_of_changes_everybody_is_met_or_the_coordinator_knows_in_advance(
    seed: int, on_sqlite: Database
) -> None:
    db = on_sqlite
    year = Year(db, Random(seed))
    db.now(teams.save, year.team)
    met: dict[tuple[str, Role], list[datetime]] = {}
    coming: list[CheckIn] = []
    by_cover = by_nobody = 0
    for _ in range(STEPS):
        if year.random.random() < 0.4:
            year.happens()
        db.now(teams.look_again, ["hill"])
        db.now(clean_up, Retention(), year.now)
        db.now(plan_prompts, year.now)
        assert not db.now(_set_back, coming, year.now)
        coming = _coming(year)
        for each in coming:
            assert year.is_on(each.slot.person, each.starts_at)
            told = db.now(_told, Kind.COVER, each.id)
            if each.holder:
                assert year.can_come(each.holder, each.starts_at)
                assert each.holder != each.slot.person
            usual = each.holder == db.now(check_ins.supervisor, each)
            near = each.starts_at < year.now + timedelta(days=7)
            if near and (each.holder is None or not usual):
                assert any(subject["holder"] == (each.holder or "") for _, subject in told)
            if near and each.holder is None:
                assert {who for who, _ in db.now(_told, Kind.NO_COVER, each.id)} == {NIKO}
            if each.starts_at <= year.now + STEP:
                met.setdefault((each.slot.person, each.slot.line), []).append(each.starts_at)
                by_cover += bool(each.holder) and not usual
                by_nobody += each.holder is None
        year.now += STEP
    assert set(met) == {
        (who, line) for who in (ADA, BEN) for line in (Role.SUPERVISOR, Role.PEER_SUPERVISOR)
    }
    for starts in met.values():
        assert len({*starts}) == len(starts) >= 48
        assert max(b - a for a, b in pairwise(starts)) <= timedelta(days=7 + PUT_OFF)
    assert by_cover
    assert by_nobody
