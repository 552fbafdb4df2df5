"""The same attack over the wire: the real app, a practice workspace, twelve people in it."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from bot import log
from bot.demo.person import Person
from bot.store.tables import survey_round
from tests.attacks.campaign import answers_in_order, canary
from tests.attacks.evidence import Evidence
from tests.support.practice import Stage, actions_of

Json = dict[str, Any]
PEOPLE = tuple(f"U0P{number:02}" for number in range(12))
SUPERVISOR = "U0SUPER"
LEVEL = "item.confidentiality"
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
"""Toronto is four or five hours behind, so what is due there at 10:00 is due by 16:00 UTC."""
PATIENCE = 20
"""Seconds for a form to open."""
REFUSED = 400
BETWEEN = 60
"""Seconds between two looks, so that Slack has nothing against the questions of the second one."""
START = "2026-11-23T06:00:00+00:00"
TEAM = """
workspace = "Attacked"
[team]
key = "river"
name = "River peers"
channel = "C0RIVER"
timezone = "America/Toronto"
[digest]
weekday = "monday"
at = "09:00"
[survey]
template = "staff-concerns"
first_day = 2026-11-23
every_weeks = 1
opens = "10:00"
open_days = 4
closes = "16:00"
"""
TEAM += "".join(f'[[members]]\nperson = "{one}"\nrole = "peer supporter"\n' for one in PEOPLE)
TEAM += f'[[members]]\nperson = "{SUPERVISOR}"\nrole = "supervisor"\n'

R = survey_round.c
Order = Sequence[tuple[str, str]]
Look = Callable[[], Awaitable[str]]


@dataclass
class Listener(logging.Handler):
    """Every line of the log but the workspace's own, as text, with all that is attached to it."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.NOTSET)

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, arguments and extras too."""
        if record.name.partition(".")[0] != "sandbox":
            more = {name: value for name, value in vars(record).items() if name not in PLAIN}
            self.lines.append(f"{record.name} {record.getMessage()} {more}")


PLAIN = {*vars(logging.makeLogRecord({}))} - {"args", "exc_text", "exc_info", "msg"}


def everything() -> None:
    """Let all lines through, those of the libraries too."""
    for name in (None, *log.QUIET):
        logging.getLogger(name).setLevel(logging.DEBUG)


@dataclass
class Week:
    """A round on the wire, from Monday to Monday."""

    stage: Stage
    number: int = 0
    metrics: list[str] = field(default_factory=list)
    form: Json = field(default_factory=dict)

    async def play(self, order: Order, levels: dict[str, str], look: Look | None = None) -> None:
        """Invite, let people answer in this order, close, and send the digest."""
        await self.at(days=0, hours=16)
        await self._see(look)
        for person, answer in order:
            await self.answer(person, {LEVEL: levels[person], "comment": answer})
            await self._see(look)
        await self.at(days=4, hours=22)
        await self.at(days=7, hours=14.5)

    async def at(self, days: float, hours: float) -> None:
        """Live on to a day of this week."""
        when = MONDAY + timedelta(weeks=self.number, days=days, hours=hours)
        await self.stage.at(when.isoformat())

    async def answer(self, user: str, values: Json) -> Json:
        """Open the form from the newest invitation, and send it."""
        person = await self.open_form(user)
        self.form = await person.modal()
        told = await person.submit(values)
        await person.close()
        return told

    async def open_form(self, user: str) -> Person:
        """Press the invitation's button."""
        sandbox = self.stage.practice.sandbox
        person = Person(self.stage.session, sandbox.url, user)
        (channel,) = [one["id"] for one in await person.sidebar() if one["kind"] == "dm"]
        found = [m for m in await person.messages(channel) if "survey.open" in actions_of(m)]
        where = {"channel": channel, "ts": found[-1]["ts"]}
        before = len(self.stage.calls("views.open"))
        await person.press(where, "survey.open")
        await self._opened(user, before)
        return person

    async def _opened(self, user: str, before: int) -> None:
        """The press is acked first; the form comes when the app gets to it, on a busy machine too.

        Where the workspace refuses it, as one test wishes, there is none to wait for.
        """
        async with asyncio.timeout(PATIENCE):
            while not await self.stage.person(user).open_forms():
                await self.stage.practice.sandbox.slack.activity.quiet(0.01)
                if any(
                    call["status"] >= REFUSED for call in self.stage.calls("views.open")[before:]
                ):
                    return

    async def _see(self, look: Look | None) -> None:
        if look:
            await self.stage.later(BETWEEN)
            self.metrics.append(await look())


def calls(stage: Stage, since: int = 0) -> list[Json]:
    """What the app asked of Slack, and how it answered what Slack handed over."""
    record = [call.as_json() for call in stage.practice.sandbox.slack.record.since(since)]
    sides = {"api": ("request", "response"), "envelope": ("response",)}
    return [{"method": c["method"]} | {s: c[s] for s in sides[c["kind"]]} for c in record]


def conversations(made: Sequence[Json]) -> dict[bytes, str]:
    """Which direct message is whose."""
    posts = [call for call in made if call["method"] == "chat.postMessage" and call["response"]]
    found = {one["response"].get("channel"): one["request"]["channel"] for one in posts}
    return {str(channel).encode(): who for channel, who in found.items() if who in PEOPLE}


def slots(stage: Stage) -> dict[bytes, str]:
    """How the slots of the latest round may be written, and whose each is."""
    sealer = stage.practice.app.services.sealer
    with stage.db.engine.connect() as tx:
        latest = str(tx.scalar(select(R.id).order_by(R.opened_at.desc()).limit(1)))
    return {
        written: person for person in PEOPLE for written in spellings(sealer.slot(latest, person))
    }


def spellings(raw: bytes) -> set[bytes]:
    """Bytes as they are, in hexadecimal, as Python shows them, and that again in JSON."""
    shown = repr(raw)[2:-1]
    texts = {raw.hex(), raw.hex().upper(), shown, json.dumps(shown)[1:-1]}
    return {raw, *(text.encode() for text in texts)}


async def attack_week(
    stage: Stage, number: int, random: Random, listener: Listener, look: Look | None = None
) -> tuple[dict[str, str], Evidence]:
    """One round, and all that an adversary could have written down meanwhile."""
    options = tuple(canary(size) for size in random.sample(range(24), 24))
    order, truth = answers_in_order(random, PEOPLE, options, revises=number % 2 == 0)
    levels = {person: str(random.randrange(3)) for person in PEOPLE}
    week, began = Week(stage, number), len(stage.practice.sandbox.slack.record.calls)
    listener.lines.clear()
    await week.play(order, levels, look)
    made = calls(stage, began)
    evidence = Evidence(
        people=PEOPLE,
        answers=tuple(random.sample(sorted(truth.values()), len(truth))),
        names={person.encode(): person for person in PEOPLE} | conversations(made) | slots(stage),
        log=tuple(listener.lines),
        calls=tuple(json.dumps(call) for call in made),
        metrics=tuple(week.metrics),
        seen_at_work=tuple(person for person, _ in order),
    )
    return truth, evidence
