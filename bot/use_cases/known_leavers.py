"""Those of a team whose Slack account is closed: for a while they stay in its set-up.

Slack would not have them, so what the set-up says of them stands.
"""

import tomllib
from collections.abc import Iterator

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.store import archives, people, teams
from bot.store.database import Database
from bot.team_file.directory import Directory, Person
from bot.team_file.write import names_in


async def directory_of(client: AsyncWebClient, db: Database, key: str) -> Directory:
    """Slack's, for looking up the people of this team."""
    return Directory(client, await db.run(known_leavers, key))


def known_leavers(tx: Connection, key: str) -> list[Person]:
    """Whoever of the team, archived or not, is noted as having left Slack."""
    gone = people.left(tx)
    return [person for person in _people(tx, key) if person.id in gone]


def _people(tx: Connection, key: str) -> Iterator[Person]:
    team = teams.load(tx, key)
    for member in team.members if team else ():
        yield Person(member.id, member.name, member.timezone)
    away = archives.find(tx, key)
    names = names_in(away.text) if away else {}
    for entry in tomllib.loads(away.text)["members"] if away else ():
        who = entry["person"]
        yield Person(who, names.get(who, who), entry.get("timezone"))
