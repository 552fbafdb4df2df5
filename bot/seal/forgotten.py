"""Who asked to be forgotten, in a file of its own, so that a backup cannot bring them back.

The database cannot tell: what was deleted from it stands in every older copy. The file holds a
MAC over each person, when they asked, and no name.
"""

import hmac
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.seal.derive import derive


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The file, which grows by a line and is never rewritten.

    A line begins with a line break as well as it ends with one, so that half a line, from a full
    disk or a crash, spoils no other.
    """

    path: Path
    key: bytes

    @staticmethod
    def at(path: Path, secret: bytes) -> "Forgotten":
        """With a key that comes from HOLDSPACE_SECRET."""
        return Forgotten(path, derive(secret, "forgotten"))

    def add(self, person: str, now: datetime) -> None:
        """Note that this person is to be forgotten; on the disk before it returns.

        Raises:
            OSError: it is not, or not whole.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(f"\n{self._mac(person)} {now.isoformat()}\n".encode("ascii"))
            file.flush()
            os.fsync(handle)

    def among(self, persons: set[str]) -> dict[str, datetime]:
        """Those of these who are to be forgotten, and since when; half a line is none."""
        if not self.path.exists():
            return {}
        lines = self.path.read_text(encoding="ascii").splitlines()
        last = dict(filter(None, map(_noted, lines)))
        told = {person: last.get(self._mac(person)) for person in persons} if last else {}
        return {who: at for who, at in told.items() if at}

    def _mac(self, person: str) -> str:
        return hmac.digest(self.key, person.encode(), "sha256").hex()


def _noted(line: str) -> tuple[str, datetime] | None:
    """The MAC and the instant of a whole line; an instant that was cut off has no offset."""
    mac, _, told = line.partition(" ")
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    return (mac, at) if at.tzinfo else None
