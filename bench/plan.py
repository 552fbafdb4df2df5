"""Planning: what a due prompt costs from its plan to its mark, and a tick among many people.

Beside the former stands a scheduler that stores one job for each prompt, as its documentation shows
it for an asyncio app; its jobs do nothing. Times are of the processor, so that a slow disk does not
flatter anybody.
"""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bench import places, scene
from bench.figures import Row
from bot.content import catalogue, templates
from bot.content.languages import Languages
from bot.domain.attempt import LEASE, Outcome
from bot.domain.prompts import Delivery, State
from bot.domain.team import Member, Role, Shift, Team, Weekly
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import attempts, teams
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds
from bot.use_cases.introduce import have_been_told
from bot.use_cases.open_rounds import open_due_rounds
from bot.use_cases.plan_prompts import plan_some
from bot.use_cases.record_delivery import record_deliveries
from bot.use_cases.take_due import BATCH, take_due

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_DUE = datetime(2024, 1, 1, tzinfo=UTC)
"""When all jobs are due: whenever this runs it is over, and a scheduler goes by the real clock."""

AIM, FLAT = 0.1, 1.2
"""A tenth of a job's cost; and the most that a hundred times as many people may add to a tick."""

ALONE, TOGETHER = 10, 20
"""People in a team: each on a shift of their own, or all on one."""

DUE = 100
LASTS = timedelta(hours=1)
PLACE = "SQLite"


@dataclass(frozen=True, slots=True)
class Size:
    """How many prompts, in how many pairs; how many people, the fewest first, for how many ticks.

    A tick, and one before the first that is timed, changes five teams: 100 of the fewest people.
    """

    prompts: int = 10_000
    pairs: int = 3
    people: tuple[int, ...] = (1_000, 10_000, 100_000)
    ticks: int = 9


def rows(size: Size) -> list[Row]:
    """All rows."""
    return [beside_jobs(size), *among(size)]


def beside_jobs(size: Size) -> Row:
    """One prompt: planned from a team's shifts, claimed and marked; and a job, added and fired.

    The people know the app: that somebody has to be introduced is once, and not of each prompt.
    """
    pairs = [(asyncio.run(_jobs(size.prompts)), _prompts(size.prompts)) for _ in range(size.pairs)]
    bare, ours = zip(*pairs, strict=True)
    figure = f"{size.prompts} due prompts, each, cpu"
    return Row(PLACE, figure, "ms", bare, ours, AIM)


def among(size: Size) -> list[Row]:
    """One tick with as much due among the fewest people (bare) and among more (ours)."""
    with ExitStack() as stack:
        ticks = [stack.enter_context(_ticking(people)) for people in size.people]
        for tick in ticks:
            tick(0)
        figures = [[tick(number) for tick in ticks] for number in range(1, size.ticks + 1)]
    fewest, *more = zip(*figures, strict=True)
    of = zip(size.people[1:], more, strict=True)
    few = size.people[0]
    return [
        Row(
            PLACE,
            f"a tick with {DUE} due among {few} and {many} people, cpu",
            "ms",
            fewest,
            ours,
            FLAT,
        )
        for many, ours in of
    ]


async def _jobs(number: int) -> float:
    """Milliseconds of one job.

    Paused while jobs are added, so that none fires before all are there; nor is the scheduler
    woken by each, which spares it some work. Without a grace time it would drop what is a second
    late.
    """
    with places.place(PLACE) as (url, _):
        done, left = asyncio.Event(), iter(range(number - 1))

        def count(_: JobExecutionEvent) -> None:
            if next(left, None) is None:
                done.set()

        scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url=url)})
        scheduler.add_listener(count, EVENT_JOB_EXECUTED)
        scheduler.start(paused=True)
        begun = _begun()
        for each in range(number):
            about = [scene.person(each), f"t{each // ALONE * ALONE}", NOW.isoformat()]
            scheduler.add_job(remind, "date", about, run_date=LONG_DUE, misfire_grace_time=None)
        scheduler.resume()
        await done.wait()
        took = _milliseconds(begun)
        scheduler.shutdown()
        await asyncio.sleep(0)
        return took / number


async def remind(person: str, team: str, ends: str) -> None:
    """What each job does: nothing. A stored job has to be found by its name."""


def _prompts(number: int) -> float:
    """Milliseconds of one prompt."""
    with places.place(PLACE) as (url, _), places.database(url) as db:
        for first in range(0, number, ALONE):
            people = [scene.person(each) for each in range(first, min(first + ALONE, number))]
            db.now(teams.save, _each_alone(f"t{first}", people))
            db.now(have_been_told, people)
        begun = _begun()
        while db.now(plan_some, NOW):
            pass
        marked = 0
        while claimed := db.now(attempts.claim, NOW + LASTS, LEASE, BATCH):
            db.now(record_deliveries, [_sent(each) for each in claimed])
            marked += len(claimed)
        if marked != number:
            raise LookupError("not every prompt was planned and sent")
        return _milliseconds(begun) / number


@contextmanager
def _ticking(people: int) -> Iterator[Callable[[int], float]]:
    """Milliseconds of tick number so-and-so in an organisation of so many people."""
    with places.place(PLACE) as (url, folder), places.database(url) as db:
        for first in range(0, people, TOGETHER):
            db.now(teams.save, _all_together(first))
        tick = _tick(db, folder)
        tick()
        tick()

        def timed(number: int) -> float:
            for first in range(number * DUE, number * DUE + DUE, TOGETHER):
                changed = _all_together(first % people)
                db.now(teams.save, _each_alone(changed.key, [m.id for m in changed.members]))
            begun = _begun()
            posted = tick()
            took = _milliseconds(begun)
            if posted != DUE:
                raise LookupError(f"{posted} prompts were due, so the time says nothing")
            return took

        yield timed


def _tick(db: Database, folder: Path) -> Callable[[], int]:
    """What the schedules do by the clock but for Slack's part; says how many prompts went out."""
    languages, surveys = Languages(catalogue.load()), templates.load()
    keys, sealer = RoundKeys(folder / "round-keys"), Sealer(b"s" * 32, "T0BENCH")

    def tick() -> int:
        close_due_rounds(db, keys, NOW)
        db.now(open_due_rounds, templates=surveys, keys=keys, sealer=sealer, now=NOW)
        while db.now(plan_some, NOW):
            pass
        posted = 0
        while (taken := db.now(take_due, languages, NOW))[0]:
            db.now(record_deliveries, [_sent(each.delivery) for each in taken[1]])
            posted += len(taken[1])
        return posted

    return tick


def _each_alone(key: str, people: list[str]) -> Team:
    """Each has a shift once a week, which ends a little after NOW, one after the other."""
    ends = [hour(12, 5, second) for second in range(len(people))]
    shifts = [
        _shift("FREQ=WEEKLY;BYDAY=TU", end, one) for end, one in zip(ends, people, strict=True)
    ]
    return _team(key, people, *shifts)


def _all_together(first: int) -> Team:
    """One daily shift for all, at the end of which they are asked in their channel."""
    people = [scene.person(number) for number in range(first, first + TOGETHER)]
    return _team(f"t{first}", people, _shift("FREQ=DAILY", hour(20), *people))


def _shift(rule: str, ends: hour, *people: str) -> Shift:
    return Shift("S", rule, hour(4), ends, "Europe/London", date(2026, 11, 3), None, people)


def _team(key: str, people: list[str], *shifts: Shift) -> Team:
    members = tuple(Member(one, one, Role.PEER_SUPPORTER, "Europe/London") for one in people)
    digest = Weekly(0, hour(8))
    made = Team(key, key, f"C{key}", "Europe/London", 10, digest, None, members, shifts)
    return replace(made, break_reminders=False)


def _sent(made: Delivery) -> Outcome:
    return Outcome(made, State.SENT, channel="D0", ts=str(made.id), sent_at=NOW)


def _begun() -> float:
    gc.collect()
    return time.process_time()


def _milliseconds(begun: float) -> float:
    return (time.process_time() - begun) * 1000
