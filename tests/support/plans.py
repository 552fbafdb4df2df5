"""Teams that work shifts, and what the planner has written down of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.domain.prompts import State
from bot.domain.team import Member, Role, Shift, Team, Weekly
from bot.store.tables import delivery, occurrence, person, team, time_off

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADA, BEN, CLEO, EVE, FAY = "U0ADA", "U0BEN", "U0CLEO", "U0EVE", "U0FAY"
PEERS = (ADA, BEN, CLEO)

Plan = set[tuple[Any, ...]]


def a_shift(starts: str, ends: str, *people: str, **more: Any) -> Shift:  # noqa: ANN401 - any field of a shift
    """A daily shift in London, whose clock shows UTC in winter."""
    begins, over = (time.fromisoformat(at) for at in (starts, ends))
    first = date(2026, 11, 1)
    found = Shift("S", "FREQ=DAILY", begins, over, "Europe/London", first, None, people)
    return replace(found, **more)


def reader(person: str, role: Role = Role.SUPERVISOR) -> Member:
    """Somebody who gets digests."""
    return Member(person, person, role, "Europe/London")


def shift_team(key: str, *shifts: Shift, readers: tuple[Member, ...] = (), **more: Any) -> Team:  # noqa: ANN401 - any field of a team
    """Ada, Ben and Cleo, and whoever reads their digest on Wednesdays at nine."""
    members = (*(Member(p, p, Role.PEER_SUPPORTER, "Europe/London") for p in PEERS), *readers)
    made = Team(key, key, "C0TEAM", "Europe/London", 10, Weekly(2, time(9)), None, members, shifts)
    return replace(made, **more)


def planned(tx: Connection, since: datetime) -> Plan:
    """Every prompt that waits and is of use after `since`."""
    rows = tx.execute(select(delivery).where(delivery.c.state == State.PLANNED)).mappings()
    wanted = [row for row in rows if row["expires_at"] > since]
    return {(r["key"], r["team"], r["expires_at"], str(r["subject"])) for r in wanted}


def shifts_known(tx: Connection, since: datetime) -> Plan:
    """Every row of a shift that ended at `since` or later."""
    rows = tx.execute(select(occurrence).where(occurrence.c.ends_at >= since))
    return {tuple(row) for row in rows}


def emptied(tx: Connection) -> None:
    """Forget all teams, and what was planned of them."""
    for table in (delivery, occurrence, time_off, person, team):
        tx.execute(delete(table))
