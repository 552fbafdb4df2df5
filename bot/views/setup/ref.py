"""What a button or a form of the set-up is about, as it travels with it."""

import json
from dataclasses import dataclass
from typing import Any

from bot.content.catalogue import Words
from bot.domain.rhythm import WEEKDAYS
from bot.domain.team import Role
from bot.views import parts
from bot.views.parts import Block

LIST = "setup.list"
CREATE = "setup.create"
OPEN = "setup.open"
FORM = "setup.form"
PART = "setup.part"
ADD = "setup.add"
EDIT = "setup.edit"
MORE = "setup.more"
REMOVE = "setup.remove"
ARCHIVE = "setup.archive"
BRING_BACK = "setup.bring_back"
"""Actions."""

MAKE = "setup.make"
TABLES = "setup.tables"
ENTRY = "setup.entry"
HEIRS = "setup.heirs"
"""Forms that are sent."""

SHOWN = "setup.shown"
"""Views that are only looked at."""

MEMBERS, SHIFTS, CHECK_INS = "members", "shifts", "check_ins"

LINE_FIELDS = {"supervisor": Role.SUPERVISOR, "peer_supervisor": Role.PEER_SUPERVISOR}
"""The fields of a member that name whoever supervises them, and what those are."""

NOBODY = "nobody"
"""A choice in a menu of people."""

PAGE = 40
"""Entries of a list on one page; a view has room for a hundred blocks."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A team's key, a part of its set-up, the mark of what is shown, a page of a list. Ids only."""

    team: str = ""
    part: str = ""
    seen: str = ""
    page: int = 0

    def __str__(self) -> str:
        """As a button's value or a view's metadata."""
        told = {"team": self.team, "part": self.part, "seen": self.seen, "page": self.page}
        return json.dumps({name: value for name, value in told.items() if value})


def read(text: str) -> Ref:
    """What was written by `str`."""
    found: dict[str, Any] = json.loads(text or "{}")
    team, part, seen = (str(found.get(name, "")) for name in ("team", "part", "seen"))
    return Ref(team, part, seen, int(found.get("page", 0)))


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """A question before something is done that takes a while to undo."""
    return {
        "title": parts.plain(title, 100),
        "text": parts.plain(text, 300),
        "confirm": parts.plain(yes, 30),
        "deny": parts.plain(no, 30),
    }


def weekday(words: Words, day: str) -> str:
    """The name of a day of the week that a team file calls by its English one."""
    return words.some("common.days.names")[WEEKDAYS.index(day)]


def pages(words: Words, ref: Ref, total: int, action: str) -> list[Block]:
    """Buttons to the entries before and after this page, where there are any."""
    near = []
    for label, page in (("setup.list.earlier", ref.page - 1), ("setup.list.later", ref.page + 1)):
        if 0 <= page * PAGE < total:
            there = Ref(ref.team, ref.part, page=page)
            button = parts.button(words.plain(label), action, str(there))
            near.append(button | {"action_id": f"{action}.{page}"})
    return [parts.actions("pages", *near)] if near else []
