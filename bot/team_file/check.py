"""The rules for what a team may be, the same for a file and for a form in Slack."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from bot.domain.team import Team
from bot.team_file import explain, recurrence, references
from bot.team_file.directory import Channel, Directory
from bot.team_file.model import TeamFile
from bot.team_file.problems import Problem
from bot.team_file.resolve import Resolved, resolve
from bot.team_file.slack_trouble import SlackTrouble
from bot.team_file.to_team import rule_of, to_team
from bot.team_file.values import MistakeError


@dataclass(frozen=True, slots=True)
class Good:
    """The team that the data describe, and its channel."""

    team: Team
    channel: Channel


@dataclass(frozen=True, slots=True)
class Wrong:
    """Every mistake that was found. `trouble`: Slack could not be asked, so there may be more."""

    problems: list[Problem] = field(default_factory=list)
    trouble: SlackTrouble | None = None


async def check(
    data: dict[str, Any], directory: Directory, templates: Collection[str]
) -> Good | Wrong:
    """Hold the data of a whole team against the rules, and against what Slack knows."""
    found = [*references.problems(data, templates)]
    file = shape(data, found)
    try:
        resolved = await resolve(data, directory)
    except SlackTrouble as trouble:
        return Wrong(found, trouble)
    return _together(file, resolved, found + resolved.problems)


def shape(data: dict[str, Any], found: list[Problem]) -> TeamFile | None:
    """The data as a team file, or None and what is wrong with it in `found`."""
    try:
        file = TeamFile.model_validate(data)
    except ValidationError as error:
        found += explain.problems(error)
        return None
    never = [*_never(file)]
    found += never
    return None if never else file


def _never(file: TeamFile) -> Iterator[Problem]:
    """Each shift whose rule, once it ends at a day, names none: it could not be read again."""
    for at, entry in enumerate(file.shifts):
        try:
            recurrence.refuse_unclear(rule_of(entry, file.team.timezone), entry.first_day)
        except MistakeError as error:
            yield Problem(("shifts", at, "rrule"), error.saying)


def _together(file: TeamFile | None, resolved: Resolved, found: list[Problem]) -> Good | Wrong:
    channel = resolved.channel
    if found or file is None or channel is None:
        return Wrong(found)
    return Good(to_team(file, resolved.people, channel), channel)
