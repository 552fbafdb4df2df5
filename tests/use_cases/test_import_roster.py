"""A roster's file, imported while something else happens to its team."""

from dataclasses import replace
from datetime import UTC

from bot.domain.working import Worked
from bot.store import teams
from bot.use_cases import roster_shifts
from bot.use_cases.apply_team import apply_team
from bot.use_cases.import_roster import Place, import_roster
from sandbox.faults import Fault, FaultKind, Faults
from tests.support.practice import Stage

DINA = "dina@hill.example"
FILE = f"person,start,end\n{DINA},2026-11-24 13:00,2026-11-24 19:00\n".encode()
LOOKUP = "users.lookupByEmail"
PLACE = Place("hill", "days")


class MovesMeanwhile(Faults):
    """No fault: when Slack is first asked who somebody is, the team moves to Paris."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._moved = False

    def take(self, kind: FaultKind, method: str) -> Fault | None:
        """Called before a call is answered."""
        if method == LOOKUP and not self._moved:
            self._moved = True
            self._move()
        return super().take(kind, method)

    def _move(self) -> None:
        db = self._stage.db
        team = db.now(teams.load, PLACE.team)
        assert team
        db.now(apply_team, replace(team, timezone="Europe/Paris"), self._stage.clock.now())


def _shifts(stage: Stage) -> list[Worked]:
    team, now = stage.db.now(teams.load, PLACE.team), stage.clock.now()
    assert team
    found = stage.db.now(roster_shifts.expand, team, now, now.replace(hour=23))
    return [one for one in found if one.person == "U0DINA"]


async def test_a_team_that_moves_while_a_file_is_imported_has_it_read_in_its_new_zone(
    hill: Stage,
) -> None:
    slack = hill.practice.sandbox.slack
    people = slack.workspace.people
    people["U0DINA"] = replace(people["U0DINA"], email=DINA)
    slack.faults = MovesMeanwhile(hill)
    client, now = hill.practice.app.client, hill.clock.now()
    applied = await import_roster(FILE, PLACE, client, hill.db, now)
    assert applied.shifts == 1
    assert [f"{one.ends.astimezone(UTC):%H:%M}" for one in _shifts(hill)] == ["18:00"]
    assert len(hill.calls(LOOKUP)) == 2
