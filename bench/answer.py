"""One survey answer: parsed, validated, sealed, committed and acked, beside a bare Bolt that acks.

So many at once are sent to both apps in turn. An answer's time runs from handing it over to its
ack; CPU is that of this process, all its threads, for each answer (PostgreSQL's own is not in it).
Bolt looks every 10 ms whether a listener has acked, so nothing is acked sooner than that.
"""

import asyncio
import gc
import time
from dataclasses import dataclass
from itertools import count

from bench import places, scene, subjects
from bench.figures import Row, percentile
from bench.subjects import Json, Send
from bot.domain.release import MIN_INVITED
from bot.domain.survey import Answer
from bot.store import teams

AIMS = {(1, "p50"): 1.1, (32, "p99"): 1.5}
CPU = 4.0
FORMS = count(1)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: how many at once, in how many pairs, of how many answers each."""

    at_once: tuple[int, ...] = (1, 8, 32, 128)
    pairs: int = 11
    answers: int = 512
    alone: int = 128


@dataclass(frozen=True, slots=True)
class Sample:
    """What one turn of one app came to, in milliseconds an answer."""

    p50: float
    p99: float
    cpu: float


async def measure(place: str, size: Size, *, wire: bool) -> list[Row]:
    """The rows of one database and one transport."""
    with places.place(place) as (url, folder):
        bare = subjects.bare(url, folder, wire=wire)
        ours = subjects.ours(url, folder, wire=wire)
        async with bare as theirs, ours as (mine, services):
            people = max(*size.at_once, MIN_INVITED)
            made = scene.a_round(services.keys, 1, people)
            await services.db.run(teams.save, scene.team(people))
            await services.db.run(scene.open_round, services.sealer, made, [Answer()] * people)
            forms = scene.forms(services.words_for(None), made, people)
            where = f"{place}, {'Socket Mode' if wire else 'dispatch'}"
            return [
                row
                for at_once in size.at_once
                for row in await _rows(where, (theirs, mine), forms[:at_once], size)
            ]


async def _rows(where: str, sends: tuple[Send, Send], forms: list[Json], size: Size) -> list[Row]:
    at_once = len(forms)
    turns = max((size.alone if at_once == 1 else size.answers) // at_once, 1)
    for send in sends:
        await _sample(send, forms, 1)
    pairs = [[await _sample(send, forms, turns) for send in sends] for _ in range(size.pairs)]
    return [
        Row(
            where,
            f"{at_once} at once, {figure}",
            "ms",
            [getattr(bare, figure) for bare, _ in pairs],
            [getattr(ours, figure) for _, ours in pairs],
            CPU if figure == "cpu" else AIMS.get((at_once, figure)),
        )
        for figure in ("p50", "p99", "cpu")
    ]


async def _sample(send: Send, forms: list[Json], turns: int) -> Sample:
    gc.collect()
    cpu, times = time.process_time(), []
    for _ in range(turns):
        times += await asyncio.gather(*(_timed(send, form) for form in forms))
    cpu = (time.process_time() - cpu) / len(times)
    return Sample(percentile(times, 50), percentile(times, 99), cpu * 1000)


async def _timed(send: Send, form: Json) -> float:
    # Each is a form of its own, because what Slack hands over twice is kept once.
    number = next(FORMS)
    fresh = form | {"view": form["view"] | {"id": f"V{number}"}, "trigger_id": f"{number}.2.3"}
    begun = time.perf_counter()
    await send(fresh)
    return (time.perf_counter() - begun) * 1000


def rows(size: Size) -> list[Row]:
    """Both databases by dispatch, and SQLite by Socket Mode too."""
    runs = (("SQLite", False), ("SQLite", True), ("PostgreSQL", False))
    return [row for place, wire in runs for row in asyncio.run(measure(place, size, wire=wire))]
