"""Reading a team file whole: every mistake in it at once, each with its line."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.content import toml_text
from bot.content.templates import Templates
from bot.content.toml_lines import Lines
from bot.content.toml_text import UnreadableError
from bot.domain.team import Team
from bot.team_file.check import Wrong, check, shape
from bot.team_file.directory import Channel, Directory
from bot.team_file.model import TeamFile
from bot.team_file.problems import Problem, TeamFileError, listed, texts


async def read_team(
    path: Path, directory_of: Callable[[str], Awaitable[Directory]], templates: Templates
) -> tuple[Team, Channel]:
    """The team that a file describes, and its channel; the directory goes by the team's key.

    Raises:
        TeamFileError: something in the file is wrong, or Slack does not know it; all is listed.
    """
    text = _text(path)
    data = _parse(path, text)
    key = next((key for _, key in texts(data, "team", "key")), "")
    checked = await check(data, await directory_of(key), templates.keys())
    if isinstance(checked, Wrong):
        raise _listed(path, text, checked) from checked.trouble
    return checked.team, checked.channel


def read_file(path: Path) -> TeamFile:
    """What a file says by itself, before anybody asks Slack.

    Raises:
        TeamFileError: it does not fit; each mistake is listed with its line.
    """
    text = _text(path)
    found: list[Problem] = []
    file = shape(_parse(path, text), found)
    if file is None:
        raise listed(str(path), Lines(text), found)
    return file


def located(path: Path, problem: Problem) -> TeamFileError:
    """A mistake that only shows beside other teams, with its line."""
    return listed(str(path), Lines(_text(path)), [problem])


def _listed(path: Path, text: str, wrong: Wrong) -> TeamFileError:
    """The mistakes, and behind them that Slack could not be asked, where that was so."""
    mistakes = [listed(str(path), Lines(text), wrong.problems)] if wrong.problems else []
    return TeamFileError("\n".join(map(str, [*mistakes, wrong.trouble or ""])).rstrip())


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
