"""What an adversary holds after watching one round, and what is read off it."""

from dataclasses import dataclass, field
from functools import cached_property

CANARY = b"canary-"
"""Every planted answer begins with it, so that a look for them all is one search."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies in a table: its transaction where the database tells, and all its bytes.

    `place` orders the rows of a table as they are stored.
    """

    table: str
    place: int
    born: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the database after one step: rows as queries show them, and raw files.

    `versions` are rows read from the raw files, deleted and overwritten ones with them.
    """

    step: str
    rows: tuple[Row, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    versions: tuple[Row, ...] = ()

    def holding(self, needle: bytes) -> list[str]:
        """The raw files in which these bytes stand."""
        return [name for name, raw in self.files.items() if needle in raw]


@dataclass(frozen=True, slots=True)
class Hints:
    """In this order these people, and in this order these answers, belong together."""

    people: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """One round. `names` maps whatever stands for a person to that person's id.

    The adversary knows who was invited (`people`) and all answers that were ever published, but
    not whose they are. `withdrawn` are answers that somebody revised. `seen_at_work` is
    what an onlooker knows: who sent a form when, a name for each, and twice for who did so twice.
    """

    people: tuple[str, ...]
    answers: tuple[str, ...]
    names: dict[bytes, str]
    withdrawn: tuple[str, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    key_files: dict[str, bytes] = field(default_factory=dict)
    log: tuple[str, ...] = ()
    server_log: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    seen_at_work: tuple[str, ...] = ()
    _read: dict[bytes, Hints] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _known(self) -> list[tuple[bytes, str, bool]]:
        people = [(token, person, False) for token, person in self.names.items()]
        return people + [(answer.encode(), answer, True) for answer in self.answers]

    def tokens(self, data: bytes) -> list[tuple[int, str, bool]]:
        """What stands where in these bytes: a person or (True) an answer."""
        found = []
        for token, meaning, is_answer in self._known:
            at = data.find(token)
            while at >= 0:
                found.append((at, meaning, is_answer))
                at = data.find(token, at + 1)
        return sorted(found)

    def hints(self, data: bytes) -> Hints:
        """The people and the answers in these bytes, each in their order, each once.

        Most rows are the same in every copy, so what was read once is remembered.
        """
        found = self._read.get(data)
        if found is None:
            found = self._read[data] = self._hints(data)
        return found

    def _hints(self, data: bytes) -> Hints:
        found = self.tokens(data)
        people = dict.fromkeys(token for _, token, is_answer in found if not is_answer)
        answers = dict.fromkeys(token for _, token, is_answer in found if is_answer)
        return Hints(tuple(people), tuple(answers))
