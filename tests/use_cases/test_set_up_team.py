"""Edits that meet other edits while Slack is being asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from bot.domain.edits import Add, Edit, Edited, Tables
from bot.domain.rights import Deed
from bot.domain.set_up import Data, Obstacle, Refused, mark, tables
from bot.domain.team import Role, Team
from bot.store import teams
from bot.use_cases.apply_team import Outcome
from bot.use_cases.permit import NotPermittedError
from bot.use_cases.set_up_team import TRIES, Asker, Means, change_team, find_set_up
from tests.support.practice import Stage

NIKO = Asker("U0NIKO")


@dataclass
class Meddled:
    """An edit beside which somebody else saves something, so many times."""

    edit: Edit
    meddle: Callable[[], None]
    times: int = 1
    applied: int = 0

    def apply(self, data: Data) -> Edited | Obstacle:
        found = self.edit.apply(data)
        if self.applied < self.times:
            self.meddle()
        self.applied += 1
        return found


def _means(stage: Stage) -> Means:
    its = stage.practice.app.services
    return Means(its.db, stage.practice.app.client, its.templates)


def _team(stage: Stage) -> Team:
    return stage.db.now(find_set_up, NIKO, "harbour").team


def _budget_goes_up(stage: Stage) -> None:
    team = _team(stage)
    stage.db.now(teams.save, replace(team, daily_budget=team.daily_budget + 1))


CORA = Add("members", ({"person": "U0CORA", "role": "colleague"},))


async def test_what_was_saved_meanwhile_is_kept(harbour: Stage) -> None:
    edit = Meddled(CORA, lambda: _budget_goes_up(harbour))
    made = await change_team(_means(harbour), NIKO, "harbour", edit, harbour.clock.now())
    assert isinstance(made, Outcome)
    assert edit.applied == 2
    assert _team(harbour).daily_budget == 5
    assert _team(harbour).members[-1].id == "U0CORA"


async def test_the_same_thing_changed_meanwhile_is_not_overwritten(harbour: Stage) -> None:
    its = harbour.db.now(find_set_up, NIKO, "harbour")
    seen = mark(tables(its.data, ("prompts",)))
    inner = Tables(("prompts",), seen, {"prompts.a_day": 9})
    edit = Meddled(inner, lambda: _budget_goes_up(harbour))
    made = await change_team(_means(harbour), NIKO, "harbour", edit, harbour.clock.now())
    assert made == Refused(obstacle=Obstacle.CHANGED)
    assert _team(harbour).daily_budget == 5


async def test_a_team_that_never_rests_is_given_up_politely(harbour: Stage) -> None:
    edit = Meddled(CORA, lambda: _budget_goes_up(harbour), times=TRIES)
    made = await change_team(_means(harbour), NIKO, "harbour", edit, harbour.clock.now())
    assert made == Refused(obstacle=Obstacle.CHANGED)
    assert edit.applied == TRIES


async def test_whoever_is_put_out_of_office_meanwhile_saves_nothing(harbour: Stage) -> None:
    def put_out() -> None:
        team = _team(harbour)
        members = [replace(m, role=Role.COLLEAGUE) for m in team.members if m.id == NIKO.person]
        others = [m for m in team.members if m.id != NIKO.person]
        harbour.db.now(teams.save, replace(team, members=(*others, *members)))

    edit = Meddled(CORA, put_out)
    with pytest.raises(NotPermittedError, match=Deed.SET_UP_TEAM):
        await change_team(_means(harbour), NIKO, "harbour", edit, harbour.clock.now())
    assert "U0CORA" not in str(harbour.db.now(teams.load, "harbour"))


async def test_slack_in_trouble_is_told_and_changes_nothing(harbour: Stage) -> None:
    before = _team(harbour)
    await harbour.fault("status", "users.info")
    made = await change_team(_means(harbour), NIKO, "harbour", CORA, harbour.clock.now())
    assert isinstance(made, Refused)
    assert made.faults[-1].saying.key == "mistakes.slack.not_asked"
    assert _team(harbour) == before


async def test_of_people_who_are_in_the_team_slack_is_not_asked_again(harbour: Stage) -> None:
    before = len(harbour.calls("users.info"))
    await change_team(_means(harbour), NIKO, "harbour", CORA, harbour.clock.now())
    assert len(harbour.calls("users.info")) == before + 1
