"""Whether each team can be sent what it should be."""

from collections.abc import AsyncIterator

from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.checks.finding import Finding
from bot.cli.english import ENGLISH
from bot.content.templates import Templates
from bot.domain.group import Group
from bot.domain.release import COMFORTABLE, MIN_INVITED
from bot.domain.team import Team
from bot.team_file.directory import Directory, NotFoundError
from bot.team_file.slack_trouble import FAILURES, phrase

TOO_FEW = (
    f"needs {MIN_INVITED} who do not read the digest; add people, pool the team with a sibling by "
    "the same `group` in both files, or take the survey out"
)


async def team(found: Team, client: AsyncWebClient) -> AsyncIterator[Finding]:
    """The channel and each member."""
    directory = Directory(client)
    try:
        yield await _channel(found, directory)
        async for finding in _members(found, directory):
            yield finding
    except FAILURES as error:
        yield Finding(f"{found.name}", phrase(error))


async def _channel(found: Team, directory: Directory) -> Finding:
    try:
        channel = await directory.channel(found.channel)
    except NotFoundError as error:
        return Finding(f"{found.name}, channel {found.channel}", str(error))
    what = f"{found.name}, channel #{channel.name}"
    return Finding(what, "" if channel.joined else "the app is not in it; /invite @Holdspace there")


async def _members(found: Team, directory: Directory) -> AsyncIterator[Finding]:
    wrong = 0
    for member in found.members:
        try:
            await directory.person(member.id)
        except NotFoundError as error:
            wrong += 1
            yield Finding(f"{found.name}, {member.name}", str(error))
    if not wrong:
        yield Finding(f"{found.name}, {len(found.members)} people")


def survey(group: Group, templates: Templates) -> Finding:
    """Whether the group's next round can open."""
    what = f"{ENGLISH.listed([team.name for team in group.teams])}, survey"
    if group.survey is None:
        return Finding(f"{what} (none is set up)")
    key = group.survey.template
    if templates.find(key) is None:
        known = ", ".join(templates.keys())
        return Finding(what, f"there is no {key!r}; choose one of: {known}")
    invited = len(group.invited)
    if invited < MIN_INVITED:
        return Finding(what, f"cannot open: it would invite {invited}, and {TOO_FEW}")
    advice = "" if invited >= COMFORTABLE else f"; from {COMFORTABLE} on comments can be shown"
    return Finding(f"{what} (invites {invited}{advice})")
