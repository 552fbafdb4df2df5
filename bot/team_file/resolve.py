"""Looking up all that a team file names, and what could not be found."""

from dataclasses import dataclass, field
from typing import Any

from bot.content.toml_lines import Path
from bot.domain.saying import Quoted, Saying, says
from bot.team_file.directory import Channel, Directory, NotFoundError, Person, Workspace
from bot.team_file.problems import ALL, Problem, texts
from bot.team_file.references import same
from bot.team_file.slack_trouble import FAILURES, SlackTrouble
from bot.team_file.values import shown


@dataclass(slots=True)
class Resolved:
    """What was found, and each mistake met on the way."""

    people: dict[str, Person] = field(default_factory=dict)
    channel: Channel | None = None
    problems: list[Problem] = field(default_factory=list)


async def resolve(data: dict[str, Any], directory: Directory) -> Resolved:
    """Ask Slack about the workspace, and if it is the right one about people and channel.

    Raises:
        SlackTrouble: Slack cannot be asked.
    """
    try:
        return await _resolve(data, directory)
    except FAILURES as error:
        raise SlackTrouble(error) from error


async def _resolve(data: dict[str, Any], directory: Directory) -> Resolved:
    found = Resolved(problems=await _elsewhere(data, directory))
    if found.problems or not isinstance(data.get("workspace"), str):
        return found
    named = list(texts(data, "members", ALL, "person"))
    looked_up = await directory.people([reference for _, reference in named])
    for (path, reference), person in zip(named, looked_up, strict=True):
        _person(path, reference, person, found)
    for path, reference in texts(data, "team", "channel"):
        try:
            found.channel = await directory.channel(reference)
        except NotFoundError as error:
            found.problems.append(_not_found(path, reference, error))
    return found


async def _elsewhere(data: dict[str, Any], directory: Directory) -> list[Problem]:
    here = await directory.workspace()
    named = [found for found in texts(data, "workspace") if not here.is_called(found[1])]
    return [Problem(path, _other(reference, here)) for path, reference in named]


def _person(path: Path, reference: str, person: Person | NotFoundError, found: Resolved) -> None:
    if same(reference) in found.people:
        return
    if isinstance(person, NotFoundError):
        found.problems.append(_not_found(path, reference, person))
        return
    if person in found.people.values():
        both = says("mistakes.same_person", person=shown(reference), name=person.name)
        found.problems.append(Problem(path, both))
    found.people[same(reference)] = person


def _other(reference: str, here: Workspace) -> Saying:
    domain = Quoted(here.domain)
    return says(
        "mistakes.workspace", value=shown(reference), domain=domain, name=here.name, id=here.id
    )


def _not_found(path: Path, reference: str, why: NotFoundError) -> Problem:
    return Problem(path, says("mistakes.of", value=shown(reference), why=why.saying))
