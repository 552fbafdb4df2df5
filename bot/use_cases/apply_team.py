"""Make a team what its file says."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.content.sentences import SaidError, english
from bot.content.templates import Templates
from bot.domain.prompts import Kind
from bot.domain.release import COMFORTABLE, MIN_INVITED, pooled
from bot.domain.saying import Quoted, Saying, says
from bot.domain.shifts import DAY
from bot.domain.team import Team
from bot.store import archives, deliveries, people, rosters, teams
from bot.store.database import Database
from bot.team_file.changes import changes
from bot.team_file.directory import Channel
from bot.team_file.problems import Problem
from bot.team_file.read import located, read_team
from bot.use_cases.import_roster import frame
from bot.use_cases.known_leavers import directory_of
from bot.use_cases.plan_prompts import plan_prompts


class NotTogetherError(SaidError):
    """Two teams cannot be asked together as they are set up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The team as it now is, and a line for each thing that changed or that deserves a look."""

    team: Team
    changed: tuple[Saying, ...]
    notes: tuple[Saying, ...]

    def __str__(self) -> str:
        """All lines, for whoever applied the file."""
        nothing = says("changes.nothing", team=self.team.name)
        return "\n".join(map(english().told, (*(self.changed or (nothing,)), *self.notes)))


async def apply_team_file(
    path: Path, client: AsyncWebClient, db: Database, templates: Templates, now: datetime
) -> Outcome:
    """Read the file, hold it against Slack, and save what it describes.

    Whoever of the team is known to have left Slack may stay in the file.

    Raises:
        TeamFileError: lists every mistake; then nothing is changed.
    """
    team, channel = await read_team(path, partial(directory_of, client, db), templates)
    try:
        changed = await db.run(apply_team, team, now)
    except NotTogetherError as error:
        raise located(path, Problem(("survey", "template"), error.saying)) from None
    found = await db.run(notes, team)
    return Outcome(team, changed, (*_invite(channel), *found))


def apply_team(tx: Connection, team: Team, now: datetime) -> tuple[Saying, ...]:
    """Save the team, and plan anew where that changed anything; what changed, line by line.

    Raises:
        NotTogetherError: another team of its group asks another survey. Nothing is changed then.
    """
    _refuse_another_survey(tx, team)
    old = teams.load(tx, team.key)
    before = {member.id for member in old.members} if old else set[str]()
    archived = archives.find(tx, team.key)
    away = archives.members(archived) if archived else set[str]()
    if not teams.save(tx, team):
        return ()
    if old and frame(old) != frame(team):
        rosters.read_anew(tx, team.key, now)
    after = {member.id for member in team.members}
    _note(tx, after - before, entered_at=now)
    _note(tx, (before | away) - after, left_team_at=now)
    _take_digests_back(tx, old, team, now)
    plan_prompts(tx, now)
    return changes(old, team)


def _note(tx: Connection, persons: set[str], **when: datetime) -> None:
    """Since when these are in a team, or in it no more (see use_cases.forget_again)."""
    for who in sorted(persons):
        people.note(tx, who, **when)


def _invite(channel: Channel) -> list[Saying]:
    """Only where a file is applied: in Slack the team's page says it for as long as it is so."""
    return [] if channel.joined else [says("changes.note.invite", channel=channel.name)]


def _take_digests_back(tx: Connection, old: Team | None, team: Team, now: datetime) -> None:
    """From whoever no longer reads this team's; one who reads another's has it planned again."""
    readers = {reader.id for reader in old.digest_readers()} if old else set[str]()
    former = readers - {reader.id for reader in team.digest_readers()}
    deliveries.withdraw(tx, Kind.DIGEST, now - DAY, (), recipient=former)


def _refuse_another_survey(tx: Connection, team: Team) -> None:
    """Teams of a group are asked the same questions, or there would be nothing to ask together."""
    for other in _siblings(tx, team):
        if team.survey and other.survey and other.survey.template != team.survey.template:
            both = {"team": Quoted(other.key), "survey": Quoted(other.survey.template)}
            raise NotTogetherError(says("mistakes.another_survey", **both))


def notes(tx: Connection, team: Team) -> tuple[Saying, ...]:
    """What deserves a look before the team is asked: with whom, and where to turn in danger."""
    found = next(group for group in pooled(teams.every(tx)) if group.key == team.group)
    if found.survey is None:
        return ()
    told = []
    if len(found.teams) > 1:
        *names, last = (one.name for one in found.teams)
        both = says("common.several.names", others=(*names,), last=last)
        told.append(says("changes.note.together", teams=both, lead=found.lead.name))
    if len(found.invited) < MIN_INVITED:
        told.append(says("changes.note.none_opens", least=MIN_INVITED))
    elif len(found.invited) < COMFORTABLE:
        told.append(says("changes.note.no_comments", enough=COMFORTABLE))
    return tuple(told if team.danger_route else [*told, says("changes.note.danger_route")])


def _siblings(tx: Connection, team: Team) -> list[Team]:
    return [one for one in teams.every(tx) if one.group == team.group and one.key != team.key]
