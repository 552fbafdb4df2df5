"""What Slack is asked beside a form, and what is taken for granted where it does not answer."""

from bot.domain.team import Team
from bot.team_file.directory import Directory, NotFoundError
from bot.team_file.slack_trouble import FAILURES
from bot.use_cases.set_up_team import Means


async def runs_workspace(means: Means, person: str) -> bool:
    """Whether Slack says that they are an admin or an owner."""
    try:
        return await Directory(means.client).runs_workspace(person)
    except FAILURES:
        return False


async def is_joined(means: Means, team: Team) -> bool:
    """Whether the app can post in the team's channel; taken for granted where Slack is silent."""
    try:
        return (await Directory(means.client).channel(team.channel)).joined
    except NotFoundError:
        return False
    except FAILURES:
        return True


async def own_timezone(means: Means, person: str) -> str:
    """The time zone that somebody chose in Slack, or UTC."""
    try:
        return (await Directory(means.client).person(person)).timezone or "UTC"
    except (NotFoundError, *FAILURES):
        return "UTC"
