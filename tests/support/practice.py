"""The real app in a practice workspace, over real sockets, at an hour that stands still."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, select

from bot.content import catalogue
from bot.demo.person import Person
from bot.demo.practice import Practice, practice
from bot.demo.workspace import workspace_for
from bot.store.database import Database
from bot.store.tables import delivery
from bot.team_file.read import read_file
from bot.use_cases.apply_team import apply_team_file
from sandbox import Clock
from tests.support.databases import hurry, with_tables
from tests.support.hill import HILLSIDE

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "examples" / "harbour-house.toml"
WORKSPACE = HARBOUR.with_suffix(".workspace.toml")
MONDAY = "2026-11-23T06:00:00-05:00"
PATIENCE = 2.0
"""Seconds after which a listener counts as one that waits for something a test will do."""

INTRODUCTIONS = [
    catalogue.load().of(code)(f"contact.introduction.{whose}").splitlines()[0]
    for code in catalogue.load().known
    for whose in ("person", "channel")
]
"""How the lines begin in which the app says what it is."""

QUIET_SECONDS = 0.03
"""Three times what Bolt takes to look whether a listener has acked."""


@dataclass(frozen=True)
class Stage:
    """A running practice and what a test needs beside it."""

    practice: Practice
    session: aiohttp.ClientSession
    folder: Path

    @property
    def db(self) -> Database:
        """The app's database."""
        return self.practice.app.services.db

    @property
    def clock(self) -> Clock:
        """The workspace's clock, which the app goes by too."""
        return self.practice.sandbox.clock

    def person(self, user: str) -> "Someone":
        """Act as this member."""
        return Someone(self, user)

    async def at(self, instant: str) -> None:
        """Live on to an instant: all that is due until then happens when it is due."""
        await self._live_on(datetime.fromisoformat(instant))

    async def later(self, seconds: float = 60) -> None:
        """Go on by a while; Slack takes one message a second in a conversation."""
        await self._live_on(self.clock.now() + timedelta(seconds=seconds))

    async def leap(self, instant: str) -> None:
        """Go to an instant as if nothing had run until then."""
        await self.clock.jump(datetime.fromisoformat(instant))
        await self.settled()

    async def set_clock(self, instant: str) -> None:
        """Only that: nothing runs because of it, from now on."""
        self.clock.on_jump.clear()
        await self.clock.jump(datetime.fromisoformat(instant))

    def wake(self) -> None:
        """Let the dispatcher see what there is to do, once."""
        self.practice.app.services.woken.set()

    async def _live_on(self, until: datetime) -> None:
        while (due := await self.practice.app.upcoming()) and due < until:
            await self.clock.jump(due)
        await self.clock.jump(until)
        await self.settled()

    async def settled(self) -> None:
        """Return once presses, listeners, the database and the dispatcher have come to rest."""
        await self.practice.sandbox.slack.activity.quiet(QUIET_SECONDS)

    async def rest(self) -> bool:
        """Wait for the database, claims and listeners that run; says whether there was anything.

        A listener acks and then goes on, and a claim asks Slack who wants no notification: on a
        busy machine no pause tells for how long.
        """
        running = [task for task in asyncio.all_tasks() if _is_listener(task)]
        done, _ = await asyncio.wait(running, timeout=PATIENCE) if running else (set(), set())
        claimed = await self._has_claimed()
        return await self.db.rest() or claimed or bool(done)

    async def _has_claimed(self) -> bool:
        """Whether a claim was under way, and is over now."""
        claiming = self.practice.app._rota._dispatcher._claiming  # noqa: SLF001 - nobody else asks
        if not claiming.locked():
            return False
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE), claiming:
                return True
        return False

    async def fault(self, kind: str, method: str, **more: object) -> None:
        """Let something go wrong at the next call of a method."""
        body = {"kind": kind, "method": method, **more}
        await self.session.post(f"{self.practice.sandbox.url}/control/faults", json=body)

    async def forge(self, **body: object) -> Json:
        """Send the app an envelope that no act of anybody's led to; what it answered.

        Either `type` and `payload`, or `replay` with the number of one in the record; `user` puts
        another person's id into it, and `trigger` a fresh trigger id.
        """
        url = f"{self.practice.sandbox.url}/control/forge"
        async with self.session.post(url, json=body) as response:
            answer: Json = await response.json()
        assert response.ok, answer
        await self.settled()
        return answer

    async def corrected(self, **values: str) -> Json | None:
        """The form that was sent last once more, with other values; what the app answered.

        So it comes where Slack did not see it answered: it is still open there, as it was.
        """
        _, form = self.forms()[-1]
        view = form["view"]
        for name, value in values.items():
            view["state"]["values"][name][name] |= _as_held(view, name, value)
        answer = await self.forge(type="interactive", payload=form, trigger=True)
        said: Json | None = answer["response"]
        return said

    async def repeated(self, which: int) -> Json | None:
        """A form that was sent before, handed over by Slack once more; what the app answered."""
        number, _ = self.forms()[which]
        said: Json | None = (await self.forge(replay=number))["response"]
        return said

    async def apply(self, text: str) -> None:
        """Apply a team file, as `holdspace team apply` does."""
        its, path = self.practice.app.services, self.folder / "changed.toml"
        path.write_text(text, encoding="utf-8")
        client, now = self.practice.app.client, self.clock.now()
        await apply_team_file(path, client, its.db, its.templates, now)

    def calls(self, method: str) -> list[Json]:
        """What the app asked of Slack, refused calls too."""
        record = self.practice.sandbox.slack.record.since(0)
        return [call.as_json() for call in record if call.method == method]

    def said(self) -> dict[str, list[str]]:
        """The texts that Slack took, by whom or where they are for, in their order."""
        found: dict[str, list[str]] = {}
        for call in self.calls("chat.postMessage"):
            if (call["response"] or {}).get("ok"):
                found.setdefault(call["request"]["channel"], []).append(call["request"]["text"])
        return found

    def envelopes(self) -> list[tuple[int, Json]]:
        """What Slack handed to the app, by its number in the record; a copy, to be forged."""
        record = self.practice.sandbox.slack.record.since(0)
        return [(call.n, deepcopy(call.request)) for call in record if call.kind == "envelope"]

    def forms(self) -> list[tuple[int, Json]]:
        """Those of them that are forms which somebody sent."""
        every = self.envelopes()
        return [(n, sent) for n, sent in every if sent.get("type") == "view_submission"]

    def deliveries(self, kind: str = "debrief") -> list[Json]:
        """The table's rows of a kind, by when they are due."""
        return self.db.now(_rows, kind)

    def stored(self) -> bytes:
        """All that the database keeps on disk, its write-ahead log included."""
        file = Path(str(self.db.engine.url.database))
        return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


class Someone(Person):
    """A member each of whose acts has had its effects before the next line of a test."""

    def __init__(self, stage: Stage, user: str) -> None:
        super().__init__(stage.session, stage.practice.sandbox.url, user)
        self._stage = stage

    async def _post(self, what: str, **body: object) -> Json:
        answer = await super()._post(what, **body)
        await self._stage.settled()
        return answer

    async def click(self, channel: str, message: Json, action: str) -> Json:
        """Press a button of a message."""
        return await self.press({"channel": channel, "ts": message["ts"]}, action)

    async def fill(self, values: Json) -> Json:
        """Fill in the form on top without sending it."""
        return await self._post("fill", view_id=(await self.modal())["id"], values=values)

    @property
    def app(self) -> str:
        """The app's own user, to whom one can write before it has written."""
        return self._stage.practice.sandbox.slack.bot

    async def dm(self) -> str:
        """The id of the conversation with the app."""
        found = [channel["id"] for channel in await self.sidebar() if channel["kind"] == "dm"]
        return str(found[0])

    async def open_forms(self) -> list[Json]:
        """The stack of open forms."""
        return list((await self._get("modals"))["stack"])


def introduces(text: str) -> bool:
    """Whether this message says what the app is."""
    return any(begins in text for begins in INTRODUCTIONS)


def _as_held(view: Json, name: str, value: str) -> Json:
    """A value as this input holds it: a text, or one of its options."""
    (field,) = [block["element"] for block in view["blocks"] if block["block_id"] == name]
    if "options" not in field:
        return {"value": value}
    (chosen,) = [option for option in field["options"] if option["value"] == value]
    return {"selected_option": chosen}


def _is_listener(task: "asyncio.Task[Any]") -> bool:
    """Whether it is what Bolt made of a listener that has been called."""
    return "AsyncioListenerRunner" in getattr(task.get_coro(), "__qualname__", "")


def actions_of(message: Json) -> list[str]:
    """The buttons of a message."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]


def _rows(tx: Connection, kind: str) -> list[Json]:
    query = select(delivery).where(delivery.c.kind == kind).order_by(delivery.c.due_at)
    return [dict(row) for row in tx.execute(query).mappings()]


@asynccontextmanager
async def staged(path: Path, now: str, folder: Path) -> AsyncIterator[Stage]:
    """Start it all, with the team applied, and stop it all."""
    workspace = workspace_for(path, read_file(path))
    clock = Clock(datetime.fromisoformat(now), running=False)
    start = practice(path, workspace, clock, database=with_tables())
    async with start as running, aiohttp.ClientSession() as session:
        stage = Stage(running, session, folder)
        hurry(stage.db)
        running.sandbox.settles_with(stage.rest)
        await stage.settled()
        yield stage
        strangers = {who for who, (first, *_) in stage.said().items() if not introduces(first)}
        assert not strangers, "whatever a test is about, a first message says what the app is"


OpenStage = Callable[..., Awaitable[Stage]]


@pytest.fixture
async def open_stage(tmp_path: Path) -> AsyncIterator[OpenStage]:
    """Opens a practice on any team file (a path, or its text) at any instant."""
    async with AsyncExitStack() as stack:

        async def make(team: Path | str = HARBOUR, now: str = MONDAY) -> Stage:
            path = tmp_path / "team.toml" if isinstance(team, str) else team
            if isinstance(team, str):
                path.write_text(team, encoding="utf-8")
            return await stack.enter_async_context(staged(path, now, tmp_path))

        yield make


@pytest.fixture
async def harbour(open_stage: OpenStage) -> Stage:
    """The example team, early on the Monday of its survey."""
    return await open_stage()


@pytest.fixture
async def hill(open_stage: OpenStage) -> Stage:
    """The small team, on a Tuesday at noon."""
    return await open_stage(HILLSIDE, "2026-11-24T12:00:00+00:00")


@pytest.fixture
async def by_day(open_stage: OpenStage, tmp_path: Path) -> Stage:
    """The example team without its shifts: everybody is reached at the hours that the team set."""
    team, slack = (path.read_text(encoding="utf-8") for path in (HARBOUR, WORKSPACE))
    people = [line for line in slack.splitlines() if not line.startswith("dnd")]
    (tmp_path / "team.workspace.toml").write_text("\n".join(people), encoding="utf-8")
    return await open_stage(team[: team.index("[[shifts]]")])
