"""Killed at any moment and started again, the app neither loses a DM nor says anything twice."""

import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.demo.practice import MANIFEST
from bot.domain.prompts import Kind, State
from bot.store import schema
from bot.store.database import Database
from sandbox import Clock, Sandbox
from tests.soak.audit import Promised, Row, Verdict, judge, posts, rows
from tests.soak.lives import Lives, mean_jump
from tests.soak.process import Place
from tests.soak.settings import KILLS, SEED
from tests.soak.soak import Soak
from tests.soak.weather import Weather
from tests.soak.world import START, World, busy_world

TEAMS_A_KILL, AT_LEAST = 0.75, 8
"""Some ten prompts for each life, beside what people ask for."""


@pytest.mark.parametrize(("where", "processes"), [("sqlite", 1), ("postgres", 2)])
async def test_killed_at_random_moments_every_prompt_is_there_once_or_known_to_be_missing(
    where: str, processes: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    random = Random(SEED)
    window = KILLS * mean_jump(processes) + timedelta(minutes=5)
    world = busy_world(random, max(int(KILLS * TEAMS_A_KILL), AT_LEAST), window)
    url: str = request.getfixturevalue(f"{where}_url")
    _set_up(url, world)
    sandbox = Sandbox(world.workspace(), manifest=MANIFEST, clock=Clock(START))
    weather = Weather(random)
    sandbox.slack.faults = weather
    await sandbox.start()
    place, db = Place(tmp_path, url, sandbox), Database(url)
    soak = Soak(Lives(place, random, processes), db, world, weather, random)
    try:
        until = await soak.run(KILLS)
        found = db.now(rows, until)
    finally:
        place.clear()
        db.close()
        await sandbox.stop()
    expected = {prompt.key for prompt in world.debriefs(until)} | soak.asked
    asks = (row for row in found if row.kind == Kind.COMPANY_ASK)
    leaving = {row.key for row in asks if world.leaves(row.recipient, row.expires_at)}
    promised = Promised(expected, leaving)
    verdict = judge(found, posts(sandbox), promised, START)
    what = f"{processes} on {where}, seed {SEED}, {until - START} by the workspace's clock"
    _tell(what, soak, found, posts(sandbox), verdict)
    assert verdict.faults() == {}, f"SOAK_SEED={SEED}; see {place.log}"


def _set_up(url: str, world: World) -> None:
    db = Database(url)
    db.now(schema.upgrade)
    db.now(world.save)
    db.close()


def _tell(what: str, soak: Soak, found: list[Row], posted: Counter[str], verdict: Verdict) -> None:
    """The figures; `pytest -s` shows them."""
    states = Counter(str(row.state) for row in found)
    kinds = Counter(row.kind for row in found)
    struck: Counter[str] = Counter()
    for (fault, _), count in soak.weather.counts.items():
        struck[fault] += count
    direct_unknown = sum(row.is_direct for row in found if row.state is State.UNKNOWN)
    lines = (
        f"soak: {what}",
        f"kills    {soak.killed.total()}: {_listed(soak.killed)}",
        f"prompts  {len(found)}: {_listed(kinds)}",
        f"posts    {posted.total()}; prompts by state: {_listed(states)}",
        f"faults   {_listed(struck)}",
        f"doubled  {len(verdict.doubled)}",
        f"lost     {len(verdict.lost)} DMs, {len(verdict.late)} late",
        f"unknown  {len(verdict.unknown)}, of which DMs {direct_unknown}",
        f"missing  {len(verdict.missing_in_channels)} in channels",
        *(f"lost     {row}" for row in found if row.key in verdict.lost),
        *(f"late     {row}" for row in found if row.key in verdict.late),
    )
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counted.most_common()) or "none"
