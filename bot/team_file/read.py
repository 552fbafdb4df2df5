"""Reading a team file whole: every mistake in it at once, each with its line."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.content import toml_text
from bot.content.templates import Templates
from bot.content.toml_lines import Lines
from bot.content.toml_text import UnreadableError
from bot.domain.team import Team
from bot.team_file import explain, references
from bot.team_file.directory import Channel
from bot.team_file.model import TeamFile
from bot.team_file.problems import Problem, TeamFileError, listed
from bot.team_file.resolve import Resolved, resolve
from bot.team_file.slack_trouble import SlackTrouble
from bot.team_file.to_team import to_team


async def read_team(
    path: Path, client: AsyncWebClient, templates: Templates
) -> tuple[Team, Channel]:
    """The team that a file describes, and its channel.

    Raises:
        TeamFileError: something in the file is wrong, or Slack does not know it; all is listed.
    """
    text = _text(path)
    data = _parse(path, text)
    found = [*references.problems(data, templates.keys())]
    file = _shape(data, found)
    resolved = await _resolved(path, text, data, found, client)
    found += resolved.problems
    if found or file is None or resolved.channel is None:
        raise listed(str(path), Lines(text), found)
    return to_team(file, resolved.people, resolved.channel), resolved.channel


def read_file(path: Path) -> TeamFile:
    """What a file says by itself, before anybody asks Slack.

    Raises:
        TeamFileError: it does not fit; each mistake is listed with its line.
    """
    text = _text(path)
    found: list[Problem] = []
    file = _shape(_parse(path, text), found)
    if file is None:
        raise listed(str(path), Lines(text), found)
    return file


def located(path: Path, problem: Problem) -> TeamFileError:
    """A mistake that only shows beside other teams, with its line."""
    return listed(str(path), Lines(_text(path)), [problem])


async def _resolved(
    path: Path, text: str, data: dict[str, Any], found: list[Problem], client: AsyncWebClient
) -> Resolved:
    try:
        return await resolve(data, client)
    except SlackTrouble as trouble:
        mistakes = f"{listed(str(path), Lines(text), found)}\n" if found else ""
        raise TeamFileError(f"{mistakes}{trouble}") from trouble


def _shape(data: dict[str, Any], found: list[Problem]) -> TeamFile | None:
    try:
        return TeamFile.model_validate(data)
    except ValidationError as error:
        found += explain.problems(error)
        return None


def _text(path: Path) -> str:
    try:
        return toml_text.read(path)
    except UnreadableError as error:
        raise TeamFileError(str(error)) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return toml_text.parse(path, text)
    except UnreadableError as error:
        raise TeamFileError(str(error)) from None
