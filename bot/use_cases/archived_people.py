"""What the texts of archived teams say of a person, and taking them out."""

import tomllib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from bot.domain.edits import Edited, Part
from bot.domain.set_up import mark
from bot.store import archives
from bot.team_file.write import names_in, to_toml


def in_archives(tx: Connection, person: str) -> Iterator[dict[str, Any]]:
    """Each archived team that has them, and as what."""
    for one in archives.every(tx, person):
        for entry in tomllib.loads(one.text)["members"]:
            if entry["person"] == person:
                yield {"team": one.key, "archived_at": one.since, **entry}


def forget_in_archives(tx: Connection, person: str) -> int:
    """Take somebody out of every text that is kept, and how many those were.

    Whoever they were named by is named by nobody then, as where a coordinator takes them out.
    """
    found = archives.every(tx, person)
    for one in found:
        data = tomllib.loads(one.text)
        for entry in data["members"]:
            if entry["person"] == person:
                edited = Part(mark(entry)).apply(data)
                data = edited.data if isinstance(edited, Edited) else data
        archives.keep(tx, one.key, to_toml(data, names_in(one.text)), one.since)
    return len(found)
