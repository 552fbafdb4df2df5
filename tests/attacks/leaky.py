"""Designs that leak, each a table or two on the same databases: what R13 proves the attackers on.

They are the rows of the table of leaks that Holdspace's protocol was chosen by. `took_part` stands
for whatever an app keeps by person: a receipt, a reminder's list, an audit trail.
"""

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox
from sqlalchemy import Connection, text

from bot.seal.derive import derive
from bot.store.database import Database

SECRET = "x" * 32
EVERY = ("took_part", "answer", "counter", "round_key", "release")


@dataclass
class Leaky:
    """What they have in common. `ADD` and `REPLACE` are what a submission writes."""

    db: Database
    folder: Path
    revises: bool = True
    people: tuple[str, ...] = ()
    name: str = ""
    _rows: dict[str, str] = field(default_factory=dict)

    TABLES: ClassVar[tuple[str, ...]] = (
        "took_part (person TEXT PRIMARY KEY, times INTEGER)",
        "answer (id TEXT, said TEXT)",
    )

    def __post_init__(self) -> None:
        self.name = (type(self).__doc__ or "").splitlines()[0].rstrip(".")

    def open(self, people: tuple[str, ...], options: tuple[str, ...]) -> None:
        """Make its tables anew."""
        self.people, self._rows = people, {}
        self.db.now(self._make)
        self.db.now(self.prepare, options)

    def _make(self, tx: Connection) -> None:
        for table in EVERY:
            tx.execute(text(f"DROP TABLE IF EXISTS {table}"))
        blob = "BLOB" if self.db.is_sqlite else "BYTEA"
        for table in self.TABLES:
            tx.execute(text(f"CREATE TABLE {table.format(blob=blob)}"))

    def prepare(self, tx: Connection, options: tuple[str, ...]) -> None:
        """Whatever a round begins with."""

    def submit(self, person: str, answer: str) -> None:
        """Take an answer in one transaction."""
        self.db.now(self.keep, person, answer)

    def keep(self, tx: Connection, person: str, answer: str) -> None:
        """Write that the person took part, and what was said under a random id."""
        self.note(tx, person)
        self.write(tx, person, answer)

    def note(self, tx: Connection, person: str) -> None:
        """One row a person."""
        values = {"person": person}
        if tx.execute(text(NOTED_AGAIN), values).rowcount == 0:
            tx.execute(text(NOTED), values)

    def write(self, tx: Connection, person: str, answer: str) -> None:
        """One row an answer, found again by what only the person's client remembers."""
        known = person in self._rows
        row = self._rows.setdefault(person, str(uuid.uuid4()))
        tx.execute(text(CHANGED if known else WRITTEN), {"row": row, "said": answer})

    def close(self) -> None:
        """Publish what was said; delete nothing."""

    def names(self) -> dict[bytes, str]:
        """People's ids."""
        return {person.encode(): person for person in self.people}

    def environment(self) -> dict[str, str]:
        """A lasting secret."""
        return {"SECRET": SECRET}

    def key_files(self) -> dict[str, bytes]:
        """No key directory."""
        return {}


NOTED = "INSERT INTO took_part VALUES (:person, 1)"
NOTED_AGAIN = "UPDATE took_part SET times = times + 1 WHERE person = :person"
WRITTEN = "INSERT INTO answer VALUES (:row, :said)"
CHANGED = "UPDATE answer SET said = :said WHERE id = :row"


class Named(Leaky):
    """The user's id beside the answer."""

    TABLES: ClassVar[tuple[str, ...]] = ("answer (id TEXT PRIMARY KEY, said TEXT)",)

    def keep(self, tx: Connection, person: str, answer: str) -> None:
        """The usual case."""
        self._rows.setdefault(person, person)
        if not tx.execute(text(CHANGED), {"row": person, "said": answer}).rowcount:
            tx.execute(text(WRITTEN), {"row": person, "said": answer})


class RandomKey(Leaky):
    """A random key, in the order in which the rows came."""


class WithoutRowid(Leaky):
    """Tables without a rowid, and two copies."""

    TABLES: ClassVar[tuple[str, ...]] = (
        "took_part (person TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID",
        "answer (id TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID",
    )


class OneTransaction(Leaky):
    """The receipt and the answer in one transaction."""


class InSequence(Leaky):
    """The receipt and the answer in one transaction after the other."""

    def submit(self, person: str, answer: str) -> None:
        """Two commits."""
        self.db.now(self.note, person)
        self.db.now(self.write, person, answer)


class Counters(Leaky):
    """Counters instead of answers."""

    TABLES: ClassVar[tuple[str, ...]] = (
        "took_part (person TEXT PRIMARY KEY, times INTEGER)",
        "counter (option TEXT PRIMARY KEY, n INTEGER)",
    )

    def prepare(self, tx: Connection, options: tuple[str, ...]) -> None:
        """A counter for each answer that can be given, at nought."""
        for option in sorted(options):
            tx.execute(text("INSERT INTO counter VALUES (:option, 0)"), {"option": option})

    def write(self, tx: Connection, person: str, answer: str) -> None:
        """One more."""
        del person
        tx.execute(text("UPDATE counter SET n = n + 1 WHERE option = :o"), {"o": answer})


class Deleted(Named):
    """Rows deleted at the close, the usual housekeeping done."""

    def close(self) -> None:
        """Delete; one row of another round stays, as it does in a table that is used."""
        self.db.now(self._delete)
        if self.db.is_sqlite:
            with self.db.engine.connect() as tx:
                tx.connection.cursor().execute("PRAGMA wal_checkpoint(FULL)")

    def _delete(self, tx: Connection) -> None:
        tx.execute(text(WRITTEN), {"row": "another", "said": "round"})
        tx.execute(text("DELETE FROM answer WHERE id <> 'another'"))


class Dropped(Named):
    """A table dropped at the close, secure_delete off."""

    TABLES: ClassVar[tuple[str, ...]] = (
        "took_part (person TEXT)",
        "answer (id TEXT PRIMARY KEY, said TEXT)",
    )

    def close(self) -> None:
        """Its pages go to the list of free ones."""
        self.db.now(self._drop)
        self.db.scrub()

    def _drop(self, tx: Connection) -> None:
        if self.db.is_sqlite:
            tx.execute(text("PRAGMA secure_delete=OFF"))
        # The first free page is written over with the list of the others.
        tx.execute(text("DROP TABLE took_part"))
        tx.execute(text("DROP TABLE answer"))


class Sealed(Leaky):
    """Sealed to the round's key, which is wrapped by a secret that lasts."""

    TABLES: ClassVar[tuple[str, ...]] = (
        "answer (id TEXT PRIMARY KEY, said {blob})",
        "round_key (wrapped {blob})",
    )

    def prepare(self, tx: Connection, options: tuple[str, ...]) -> None:
        """A key for the round."""
        del options
        self._key = PrivateKey.generate()
        self.wrap(tx, bytes(self._key))

    def wrap(self, tx: Connection, key: bytes) -> None:
        """Keep the key in the database, encrypted."""
        wrapped = SecretBox(derive(SECRET.encode(), "round")).encrypt(key)
        tx.execute(text("INSERT INTO round_key VALUES (:w)"), {"w": bytes(wrapped)})

    def keep(self, tx: Connection, person: str, answer: str) -> None:
        """The usual write, with what the database cannot read."""
        sealed = SealedBox(self._key.public_key).encrypt(self.pad(answer.encode()))
        values = {"row": person, "said": sealed}
        if not tx.execute(text(CHANGED), values).rowcount:
            tx.execute(text(WRITTEN), values)

    def pad(self, raw: bytes) -> bytes:
        """To one length."""
        return raw.ljust(1000)

    def close(self) -> None:
        """Delete the rows and the key."""
        self.db.now(self._forget)

    def _forget(self, tx: Connection) -> None:
        tx.execute(text("DELETE FROM answer"))
        tx.execute(text("DELETE FROM round_key"))


class Unpadded(Sealed):
    """Sealed as long as it is."""

    def wrap(self, tx: Connection, key: bytes) -> None:
        """Nowhere."""

    def pad(self, raw: bytes) -> bytes:
        """Not at all."""
        return raw


class Unshuffled(Sealed):
    """Sealed and padded, then published in the order in which it came."""

    TABLES: ClassVar[tuple[str, ...]] = (*Sealed.TABLES, "release (said TEXT)")

    def wrap(self, tx: Connection, key: bytes) -> None:
        """Nowhere."""

    def open(self, people: tuple[str, ...], options: tuple[str, ...]) -> None:
        """Nothing was said yet."""
        self._said: dict[str, str] = {}
        super().open(people, options)

    def keep(self, tx: Connection, person: str, answer: str) -> None:
        """In order of the latest word."""
        self._said.pop(person, None)
        self._said[person] = answer
        super().keep(tx, person, answer)

    def close(self) -> None:
        """All of it."""
        self.db.now(self._publish)

    def _publish(self, tx: Connection) -> None:
        for said in self._said.values():
            tx.execute(text("INSERT INTO release VALUES (:said)"), {"said": said})


class InTheOrderOfPeople(Unshuffled):
    """Sealed and padded, then published in the order of the slots."""

    def _publish(self, tx: Connection) -> None:
        for person in sorted(self._said):
            tx.execute(text("INSERT INTO release VALUES (:said)"), {"said": self._said[person]})
