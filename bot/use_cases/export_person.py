"""Everything that is stored about somebody, for themselves."""

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.team import Team
from bot.rosters.stored import shifts_of
from bot.seal.slots import Sealer
from bot.seal.vault import Vault
from bot.store import mentions, rounds, teams, traces
from bot.use_cases.archived_people import in_archives

SEALED = ("sealed", "draft", "shared", "points")
"""Columns that the vault opens for whoever they are about."""

NOT_OPENED = (
    "An open survey keeps a place for you. Whether anything is in it, and what, nobody can see "
    "before the survey closes, Holdspace included; at the close the key is destroyed."
)


def export_person(
    tx: Connection, vault: Vault, sealer: Sealer, person: str, now: datetime
) -> bytes:
    """A JSON file, readable as it is. What they wrote is in the clear in it.

    What others shared with them belongs to those, and is not in it.
    """
    theirs = traces.of(tx, person) | {"check_ins_held": mentions.held(tx, person)}
    found = {what: [_open(vault, row) for row in rows] for what, rows in theirs.items()}
    found |= _in_teams(tx, person)
    found["named_in_messages"] = [
        {"kind": kind, "day": day} for kind, day in mentions.messages(tx, person)
    ]
    open_surveys = [
        {"round": each.id, "survey": each.template.title, "note": NOT_OPENED}
        for each in rounds.open_rounds(tx)
        if rounds.has_slot(tx, each.id, sealer.slot(each.id, person))
    ]
    about = {"person": person, "made_at": now, **found, "open_surveys": open_surveys}
    return json.dumps(about, ensure_ascii=False, indent=2, default=_told).encode()


def _in_teams(tx: Connection, person: str) -> dict[str, list[dict[str, Any]]]:
    """Where the set-up and the rosters of teams name them."""
    mine = teams.of_person(tx, person)
    return {
        "patterns": [one for team in mine for one in _shifts(team, person)],
        "check_in_patterns": [one for team in mine for one in _cadences(team, person)],
        "named_by": mentions.named_by(tx, person),
        "rosters": [
            {"team": team, "name": name, "shifts": shifts_of(calendar, person)}
            for team, name, calendar in mentions.rosters(tx, person)
        ],
        "archived_teams": list(in_archives(tx, person)),
    }


def _shifts(team: Team, person: str) -> list[dict[str, Any]]:
    """The recurring shifts that name them."""
    mine = [shift for shift in team.shifts if person in shift.people]
    return [{"team": team.key, "name": s.name, "rule": s.rrule, "zone": s.timezone} for s in mine]


def _cadences(team: Team, person: str) -> list[dict[str, Any]]:
    """The check-ins that they have otherwise than everybody."""
    mine = [cadence for cadence in team.cadences if person in cadence.people]
    return [
        {"team": team.key, "line": c.line, "rule": c.rrule, "at": f"{c.at:%H:%M}"} for c in mine
    ]


def _open(vault: Vault, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: vault.open(value) if name in SEALED and value is not None else value
        for name, value in row.items()
    }


def _told(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)
