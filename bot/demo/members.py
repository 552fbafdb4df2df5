"""What the members of the practice team do in a week, decided by a seeded random.

They know only what they see: a message, its buttons, and the form that a button opens.
"""

import re
import tomllib
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.demo.agenda import Agenda, minutes
from bot.demo.control import Control
from bot.demo.transcript import Post

LINES = tomllib.loads((Path(__file__).parent / "lines.toml").read_text(encoding="utf-8"))
MENTION = re.compile(r"<@(\w+)>")
NO_BREAK = "breaks.not_today"

Tell = Callable[[str], None]


class Members:
    """Notes down what each member will do about a new message."""

    def __init__(self, control: Control, tell: Tell) -> None:
        self._people = control.people
        self._names = control.names
        self._tell = tell
        self.random = Random(20)  # noqa: S311 - a rehearsal that can be repeated, not a secret
        self.agenda = Agenda()

    def notice(self, post: Post) -> None:
        """A new message: what will come of it?"""
        actions, reader = _actions(post), post.reader
        if "survey.open" in actions and reader:
            self._later(post.at, (5, 2600), 0.9, self._answer, reader, post)
        elif "company.yes" in actions and reader:
            choice = self.random.choice(["company.yes", "company.yes", "company.no"])
            self._later(post.at, (1, 3), 1.0, self._press, reader, post, choice)
        elif "breaks.take" in actions and reader:
            choice = self.random.choice(["breaks.take", "breaks.take", "breaks.ten", NO_BREAK])
            self._later(post.at, (1, 6), 0.5, self._press, reader, post, choice)
        elif "debrief.held" in actions:
            self._together(post)
        elif "debrief.open" in actions and reader:
            self._alone(post, reader)

    def _together(self, post: Post) -> None:
        first, *others = MENTION.findall(post.text)
        where = self.random.choice(["share", "share", "keep"])
        self._later(post.at, (1, 3), 0.8, self._write, first, post, where)
        for person in others:
            where = self.random.choice(["keep", "share", "supervision"])
            self._later(post.at, (2, 6), 0.4, self._write, person, post, where)
        self._later(post.at, (7, 9), 0.8, self._press, others[-1], post, "debrief.held")

    def _alone(self, post: Post, reader: str) -> None:
        chosen = self.random.random()
        if chosen < 0.5:  # noqa: PLR2004 - every second time
            where = self.random.choice(["keep", "supervision"])
            self._later(post.at, (1, 6), 1.0, self._write, reader, post, where)
        elif chosen < 0.8 and "debrief.company" in _actions(post):  # noqa: PLR2004 - three in ten
            self._later(post.at, (1, 2), 1.0, self._ask, reader, post)
        else:
            self._later(post.at, (1, 6), 1.0, self._press, reader, post, "debrief.not_today")

    def _later(
        self,
        now: datetime,
        between: tuple[int, int],
        chance: float,
        do: Callable[..., Awaitable[None]],
        *what: object,
    ) -> None:
        at, does = now + minutes(self.random, *between), self.random.random() < chance

        async def act() -> None:
            await do(*what)

        if does:
            self.agenda.note(at, act)

    async def _press(self, person: str, post: Post, action: str) -> None:
        await self._people[person].press(_place(post), action)
        self._tell(f"{self._names[person]} presses “{_label(post, action)}”")

    async def _write(self, person: str, post: Post, where: str) -> None:
        someone = self._people[person]
        await someone.press(_place(post), "debrief.open")
        values = {name: self.random.choice(LINES[name]) for name in ("went_well", "was_hard")}
        values |= {"values": self.random.choice(LINES["values"]), "where": where}
        values["stays"] = self.random.choice(LINES["stays"])
        await someone.submit(values)
        told = {"keep": "keeps it", "share": "shares it", "supervision": "takes it to supervision"}
        self._tell(f"{self._names[person]} writes a debrief and {told[where]}")
        await someone.close()

    async def _ask(self, person: str, post: Post) -> None:
        someone = self._people[person]
        await someone.press(_place(post), "debrief.company")
        last = (await someone.modal())["blocks"][-1]
        if last["type"] == "input":
            chosen = self.random.choice(last["element"]["options"])
            await someone.submit({"who": chosen["value"]})
            self._tell(f"{self._names[person]} asks {chosen['text']['text']} to debrief together")
        else:
            self._tell(f"{self._names[person]} looks for company; nobody else is at work")
        await someone.close()

    async def _answer(self, person: str, post: Post) -> None:
        """The transcript does not say who: neither would Holdspace."""
        someone = self._people[person]
        await someone.press(_place(post), "survey.open")
        values: dict[str, str] = {}
        for number, block in enumerate((await someone.modal())["blocks"]):
            if block["type"] == "input":
                values[block["block_id"]] = self._fill(number, block["element"])
        await someone.submit({name: value for name, value in values.items() if value})
        self._tell("Somebody answers the survey")
        await someone.close()

    def _fill(self, number: int, element: dict[str, Any]) -> str:
        """Some items worry nearly everybody, others nearly nobody."""
        if element["type"] == "plain_text_input":
            return str(self.random.choice([*LINES["comments"], "", ""]))
        leaning = ((9, 1, 0), (2, 4, 4), (5, 3, 2))[number % 3]
        values = [option["value"] for option in element["options"]]
        return str(self.random.choices(values, leaning[: len(values)])[0])


def _actions(post: Post) -> dict[str, str]:
    found = [block for block in post.blocks if block["type"] == "actions"]
    return {e["action_id"]: e["text"]["text"] for block in found for e in block["elements"]}


def _label(post: Post, action: str) -> str:
    return _actions(post)[action]


def _place(post: Post) -> dict[str, str]:
    return {"channel": post.channel, "ts": post.ts}
