"""The attackers of what is stored. Each reads the evidence of one round and gives hints."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from tests.attacks.evidence import Evidence, Hints, Row, Snapshot
from tests.attacks.recovery import recover

Attacker = Callable[[Evidence], Iterable[Hints]]

BEFORE = frozenset({"open", "answer"})
"""Steps of a round that takes answers."""

NEAR = 400
"""Bytes between a person and an answer that may have been one row."""


def same_row(evidence: Evidence) -> Iterator[Hints]:
    """Rows that hold both a person and an answer, in any copy."""
    for snapshot in evidence.snapshots:
        for row in (*snapshot.rows, *snapshot.versions):
            yield from _paired(evidence.hints(row.data))


def order_of_rows(evidence: Evidence) -> Iterator[Hints]:
    """The first person in a table and the first answer in a table, and so on.

    Of several tables the last one counts; what is deleted is read off an earlier copy.
    """
    people: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    for snapshot in evidence.snapshots:
        for table in _by_table(snapshot.rows):
            hints = evidence.hints(b"\0".join(row.data for row in table))
            people = hints.people if _all(hints.people, evidence.people) else people
            answers = hints.answers if _all(hints.answers, evidence.answers) else answers
            if people and answers:
                yield Hints(people, answers)


def pairs_of_copies(evidence: Evidence) -> Iterator[Hints]:
    """What changed from one copy to the next: whose row, and which answer."""
    for before, after in pairwise(evidence.snapshots):
        yield from _paired(evidence.hints(_news(before, after)))


def order_of_changes(evidence: Evidence) -> Iterator[Hints]:
    """Who changed last when, against the order in which the answers are published in the end."""
    order: dict[str, None] = {}
    copies = [copy for copy in evidence.snapshots if copy.step in BEFORE]
    for before, after in pairwise(copies):
        for person in evidence.hints(_news(before, after)).people:
            order.pop(person, None)
            order[person] = None
    yield Hints(tuple(order), _published(evidence))


def order_of_roster(evidence: Evidence) -> Iterator[Hints]:
    """The list of those invited against the order of publication."""
    yield Hints(tuple(sorted(evidence.people)), _published(evidence))


def order_of_keys(evidence: Evidence) -> Iterator[Hints]:
    """What stands for people in the database, sorted, against the order of publication."""
    keys = sorted((-len(token), token) for token in evidence.names)
    people = dict.fromkeys(evidence.names[token] for _, token in keys)
    yield Hints(tuple(people), _published(evidence))


def nearest_bytes(evidence: Evidence) -> Iterator[Hints]:
    """In the raw files, the last person before each answer, and the first one after it."""
    for snapshot in evidence.snapshots:
        for raw in snapshot.files.values():
            yield from nearest(evidence, raw, NEAR)


def deleted_bytes(evidence: Evidence) -> Iterator[Hints]:
    """The same for a thief who comes after the close: what deleting left behind."""
    for snapshot in evidence.snapshots[-2:]:
        for raw in snapshot.files.values():
            yield from nearest(evidence, raw, NEAR)


def write_ahead_log(evidence: Evidence) -> Iterator[Hints]:
    """The same for the write-ahead log alone."""
    for snapshot in evidence.snapshots:
        for name, raw in snapshot.files.items():
            if "wal" in name:
                yield from nearest(evidence, raw, NEAR)


def recovered(evidence: Evidence) -> Iterator[Hints]:
    """What can be salvaged from SQLite's pages after the close, free ones with them."""
    for snapshot in evidence.snapshots[-2:]:
        for cell in recover(snapshot):
            yield from _paired(evidence.hints(cell))


def nearest(evidence: Evidence, raw: bytes, near: int) -> Iterator[Hints]:
    """For each answer in these bytes the person that stands closest, if one is near."""
    if not any(answer.encode() in raw for answer in evidence.answers):
        return
    found = evidence.tokens(raw)
    for number, (at, answer, is_answer) in enumerate(found):
        if is_answer:
            beside = [*found[max(number - 1, 0) : number], *found[number + 1 : number + 2]]
            close = [(abs(place - at), who) for place, who, other in beside if not other]
            if close and min(close)[0] <= near:
                yield Hints((min(close)[1],), (answer,))


def same_transaction(evidence: Evidence) -> Iterator[Hints]:
    """Rows and old versions of rows that were written by one transaction (PostgreSQL's xmin)."""
    for _, data in sorted(_transactions(evidence).items()):
        yield from _paired(evidence.hints(data))


def next_transaction(evidence: Evidence) -> Iterator[Hints]:
    """A transaction that names one person, and the next one that holds one answer."""
    waiting: tuple[str, ...] = ()
    for _, data in sorted(_transactions(evidence).items()):
        hints = evidence.hints(data)
        waiting = hints.people or waiting
        if hints.answers and len(waiting) == len(hints.answers):
            yield Hints(waiting, hints.answers)


def lengths(evidence: Evidence) -> Iterator[Hints]:
    """A longer answer, a longer row: people by the length of what is theirs, answers by theirs.

    In each table by itself; the one with the most different lengths has the last word.
    """
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for snapshot in evidence.snapshots:
        for row in snapshot.rows:
            hints = evidence.hints(row.data)
            if len(hints.people) == 1 and not hints.answers:
                sizes[row.table][hints.people[0]] = len(row.data)
    answers = tuple(sorted(evidence.answers, key=len))
    for found in sorted(sizes.values(), key=lambda found: len({*found.values()})):
        if len({*found.values()}) > 1:
            yield Hints(tuple(sorted(found, key=found.__getitem__)), answers)


def server_log(evidence: Evidence) -> Iterator[Hints]:
    """The database server's log: a person and an answer in one line, or in lines side by side."""
    yield from nearest(evidence, "\n".join(evidence.server_log).encode(), 2 * NEAR)


def _paired(hints: Hints) -> Iterator[Hints]:
    if hints.people and len(hints.people) == len(hints.answers):
        yield hints


def _published(evidence: Evidence) -> tuple[str, ...]:
    return evidence.hints(_news(evidence.snapshots[0], evidence.snapshots[-1])).answers


def _news(before: Snapshot, after: Snapshot) -> bytes:
    known = {(row.table, row.data) for row in before.rows}
    return b"\0".join(row.data for row in after.rows if (row.table, row.data) not in known)


def _by_table(rows: Iterable[Row]) -> Iterator[list[Row]]:
    tables = defaultdict(list)
    for row in rows:
        tables[row.table].append(row)
    for table in tables.values():
        yield sorted(table, key=lambda row: row.place)


def _all(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return set(found) == set(wanted)


def _transactions(evidence: Evidence) -> dict[int, bytes]:
    """By transaction, all that it wrote: each row and version once."""
    written: dict[int, set[bytes]] = defaultdict(set)
    for snapshot in evidence.snapshots:
        for row in (*snapshot.rows, *snapshot.versions):
            written[row.born].add(row.data)
    written.pop(0, None)
    return {born: b"\0".join(sorted(data)) for born, data in written.items()}
