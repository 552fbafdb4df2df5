"""The practice workspace for a team file: the one beside it, or one made from it."""

import re
from pathlib import Path

from bot.team_file.model import TeamFile
from sandbox import WorkspaceFile, load_workspace

SUFFIX = ".workspace.toml"


def workspace_for(path: Path, team: TeamFile) -> WorkspaceFile:
    """`harbour.workspace.toml` beside `harbour.toml`, or else one made from the team file."""
    beside = path.with_suffix(SUFFIX)
    return load_workspace(beside) if beside.exists() else made_from(team)


def made_from(team: TeamFile) -> WorkspaceFile:
    """A workspace with exactly the people and the channel that the team file names."""
    zone = team.team.timezone
    people = [_person(member.person, member.timezone or zone) for member in team.members]
    names = [person["name"] for person in people]
    channel = team.team.channel
    made = {"name": channel.removeprefix("#") if channel.startswith("#") else "team"}
    made |= {} if channel.startswith("#") else {"id": channel}
    return WorkspaceFile.model_validate(
        {
            "team": {"name": team.workspace, "domain": _slug(team.workspace)},
            "people": people,
            "channels": [made | {"members": names, "app": True}],
        }
    )


def _person(person: str, timezone: str) -> dict[str, str]:
    """An e-mail address gives a name; a Slack id stays one."""
    if "@" not in person:
        return {"id": person, "name": person.lower(), "real_name": person, "tz": timezone}
    name = person.split("@", maxsplit=1)[0]
    real = " ".join(part.capitalize() for part in re.split(r"[._-]+", name))
    return {"name": _slug(name), "real_name": real, "email": person, "tz": timezone}


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-") or "practice"
