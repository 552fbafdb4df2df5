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
    """The file, which grows by a line and is never rewritten."""

    path: Path
    key: bytes

    @staticmethod
    def at(path: Path, secret: bytes) -> "Forgotten":
        """With a key that comes from HOLDSPACE_SECRET."""
        return Forgotten(path, derive(secret, "forgotten"))

    def add(self, person: str, now: datetime) -> None:
        """Note that this person is to be forgotten; on the disk before it returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = f"{self._mac(person)} {now.isoformat()}\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)

    def among(self, persons: set[str]) -> dict[str, datetime]:
        """Those of these who are to be forgotten, and since when; half a line is none."""
        if not self.path.exists():
            return {}
        found = (line.split() for line in self.path.read_text(encoding="ascii").splitlines())
        last = {words[0]: words[1] for words in found if len(words) == len(("mac", "instant"))}
        told = {person: last.get(self._mac(person)) for person in persons} if last else {}
        return {who: datetime.fromisoformat(at) for who, at in told.items() if at}

    def _mac(self, person: str) -> str:
        return hmac.digest(self.key, person.encode(), "sha256").hex()
