"""Write down what the schedules ask for in the coming day."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.debrief import debrief_prompts
from bot.domain.digest import digest_prompts
from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Team
from bot.store import deliveries, teams

DAY = timedelta(days=1)
SCHEDULED = (Kind.DEBRIEF, Kind.DIGEST)
"""The kinds that follow from a team's set-up alone, so that a change of set-up takes them back."""


def plan_prompts(tx: Connection, now: datetime) -> int:
    """Plan the coming day, and how many prompts that added, changed or took back.

    What became due while nothing ran is planned too, unless it is too late for it already. Doing
    it twice changes nothing; after a change of set-up, what no longer holds is withdrawn.
    """
    prompts = [p for p in scheduled(teams.every(tx), now - DAY, now + DAY) if p.expires_at > now]
    renewed = deliveries.renew(tx, prompts)
    planned = deliveries.plan(tx, prompts)
    return renewed + planned + deliveries.withdraw(tx, SCHEDULED, now, prompts)


def scheduled(found: list[Team], since: datetime, until: datetime) -> list[Prompt]:
    """What the teams' set-up asks for in [since, until)."""
    debriefs = [prompt for team in found for prompt in debrief_prompts(team, since, until)]
    return [*debriefs, *digest_prompts(found, since, until)]
