"""Closing rounds whose time has come, beside opening the same boxes with PyNaCl and counting.

The bare one has every sealed answer in memory already and keeps nothing: no database, no key file,
no release. Ours reads the slots, checks them, releases, deletes them durably and destroys each key.

Memory is the highest that tracemalloc sees while a hundred rounds are closed in one go, beside that
for ten times as many: a round's slots take room, the number of rounds should not.
"""

import gc
import json
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nacl.public import PrivateKey, SealedBox

from bench import places, scene
from bench.figures import Row
from bot.domain.survey import POINTS, Answer, Round
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import rounds, teams
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds

AIM = 2.0
FLAT = 1.2
"""The most that ten times as many rounds may add to the peak for it to count as flat: the ids."""

MEMORY_PAIRS = 3
"""Now and then Python makes room in its table of interned strings (paths are in it), 2 MB at once
and unlike the work; the median of three does not see that."""

Boxes = list[tuple[PrivateKey, list[bytes]]]


@dataclass(frozen=True, slots=True)
class Size:
    """So many pairs of so many rounds of so many answers."""

    pairs: int = 10
    rounds: int = 100
    answers: int = 50


class Surveys:
    """A team's rounds in one database, each answered by everybody."""

    def __init__(self, db: Database, folder: Path, answers: int) -> None:
        self._db = db
        self._keys = RoundKeys(folder / "round-keys")
        self._sealer = Sealer(b"s" * 32, "T0BENCH")
        self._random = Random(1)  # noqa: S311 - the same answers each time
        self._answers = answers
        self._opened = 0
        db.now(teams.save, scene.team(answers))

    def open(self, number: int) -> list[Round]:
        """Open so many more, and answer them."""
        numbers = range(self._opened, self._opened + number)
        self._opened += number
        made = [scene.a_round(self._keys, each, self._answers) for each in numbers]
        for each in made:
            self._db.now(scene.open_round, self._sealer, each, list(self._given(each)))
        return made

    def boxes(self, these: list[Round]) -> Boxes:
        """Their keys and sealed answers, as the bare one takes them."""
        slots = {each.id: self._db.now(rounds.take_slots, each.id) for each in these}
        return [(self._keys.private(each), [box for _, box in slots[each]]) for each in slots]

    def close(self, these: list[Round]) -> None:
        """Close them in one go, as the schedule does."""
        ended = close_due_rounds(self._db, self._keys, these[-1].closes_at)
        if ended != len(these):
            raise LookupError("not every round was closed, so its time would say nothing")

    def _given(self, made: Round) -> Iterator[Answer]:
        for _ in range(self._answers):
            levels = {item.key: self._random.randrange(POINTS) for item in made.template.items}
            yield Answer(levels, scene.COMMENT)


def bare(boxes: Boxes) -> list[Counter[tuple[str, int]]]:
    """Open every box and count: the least that anybody has to do."""
    counts = []
    for key, sealed in boxes:
        box, count = SealedBox(key), Counter[tuple[str, int]]()
        for one in sealed:
            count.update(json.loads(box.decrypt(one).rstrip())["levels"].items())
        counts.append(count)
    return counts


def rows(size: Size) -> list[Row]:
    """All rows, on both databases."""
    return [row for place in places.PLACES for row in on(place, size)]


def on(place: str, size: Size) -> tuple[Row, Row]:
    """Time and memory on one of them."""
    return _time(place, size), _memory(place, size)


def _time(place: str, size: Size) -> Row:
    pairs = []
    with _surveys(place, size.answers) as surveys:
        for _ in range(size.pairs):
            these = surveys.open(size.rounds)
            pairs.append((_bare_time(surveys.boxes(these)), _our_time(surveys, these)))
    each = [[seconds * 1000 / size.rounds for seconds in pair] for pair in pairs]
    figure = f"{size.pairs * size.rounds} rounds of {size.answers}, each"
    return Row(place, figure, "ms", [b for b, _ in each], [ours for _, ours in each], AIM)


def _bare_time(boxes: Boxes) -> float:
    gc.collect()
    begun = time.perf_counter()
    bare(boxes)
    return time.perf_counter() - begun


def _our_time(surveys: Surveys, these: list[Round]) -> float:
    gc.collect()
    begun = time.perf_counter()
    surveys.close(these)
    return time.perf_counter() - begun


def _memory(place: str, size: Size) -> Row:
    with _surveys(place, size.answers) as surveys:
        surveys.close(surveys.open(1))
        pairs = [
            (_peak(surveys, size.rounds), _peak(surveys, size.rounds * 10))
            for _ in range(MEMORY_PAIRS)
        ]
    figure = f"peak for {size.rounds} rounds (bare) and {size.rounds * 10} (ours)"
    return Row(place, figure, "MB", [few for few, _ in pairs], [many for _, many in pairs], FLAT)


def _peak(surveys: Surveys, number: int) -> float:
    these = surveys.open(number)
    gc.collect()
    tracemalloc.start()
    surveys.close(these)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


@contextmanager
def _surveys(place: str, answers: int) -> Iterator[Surveys]:
    with places.place(place) as (url, folder), places.database(url) as db:
        yield Surveys(db, folder, answers)
