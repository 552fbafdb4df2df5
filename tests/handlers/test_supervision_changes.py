"""What planned check-ins become when people, the team's set-up or somebody's wishes change."""

import pytest

from tests.handlers.test_supervision_cycle import ADA, BEN, EVE, MONDAY, NIKO, TEAM
from tests.support.practice import Json, OpenStage, Someone, Stage

FAY = "U0FAY"
AGENDA_DUE = "2026-11-24T14:00:05+00:00"


@pytest.fixture
async def met(open_stage: OpenStage) -> Stage:
    """Ada meets Eve on Thursdays at two; it is Monday morning."""
    return await open_stage(TEAM, MONDAY)


async def _leaves_slack(stage: Stage, who: str) -> None:
    url = f"{stage.practice.sandbox.url}/control/people/{who}/change"
    async with stage.session.post(url, json={"deleted": True}) as answer:
        assert answer.ok, await answer.text()
    await stage.settled()


async def _texts(someone: Someone) -> list[str]:
    return [message["text"] for message in await someone.inbox()]


def _waiting_for(stage: Stage, kind: str) -> set[str]:
    return {each["recipient"] for each in stage.deliveries(kind) if each["state"] == "planned"}


async def test_a_coordinator_who_left_slack_is_not_the_one_who_is_told_of_a_gap(met: Stage) -> None:
    await _leaves_slack(met, NIKO)
    await _leaves_slack(met, EVE)
    await met.later(60)
    assert NIKO not in _waiting_for(met, "no cover")
    told = await _texts(met.person(FAY))
    assert any("<@U0ADA> has supervision on Thursday 26 November" in text for text in told)
