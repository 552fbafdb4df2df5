"""The private key of each open round: one file, outside the database and every backup."""

import os
import re
import stat
from contextlib import ExitStack
from pathlib import Path

from nacl.public import PrivateKey

ROUND_ID = re.compile(r"[0-9a-f]{32}")
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyDirectoryError(Exception):
    """The directory, or a file in it, is open to others, or of no use. The text is one line."""


class LostKeyError(Exception):
    """The round's key is not there, so nobody will ever read its answers."""


class RoundKeys:
    """X25519 key pairs by round: the public half goes into the database, the private stays here.

    A key exists exactly while its round is open: `destroy` is what makes the answers unreadable.
    Overwriting is the best that can be asked of a file: an SSD may keep old blocks, so on one the
    directory is better a tmpfs.
    """

    def __init__(self, directory: Path) -> None:
        """Make the directory if it is missing, for its owner only.

        Raises:
            KeyDirectoryError: others may look into it or at a key in it, or it cannot be made.
        """
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            why = f"{directory} cannot be used as ROUND_KEY_DIR ({error.strerror}); name another"
            raise KeyDirectoryError(why) from None
        refuse_others(directory)
        self._directory = directory

    def create(self, round_id: str) -> bytes:
        """Make a round's key pair, durably, and return the public key.

        Raises:
            FileExistsError: the round has one already.
        """
        key = PrivateKey.generate()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(self._path(round_id), flags, 0o600), "wb") as file:
            _write(file.fileno(), bytes(key))
        self._sync()
        return bytes(key.public_key)

    def private(self, round_id: str) -> PrivateKey:
        """The private key. Only the close of the round asks for it.

        Raises:
            LostKeyError: there is none, or not a whole one.
            KeyDirectoryError: others may read it.
        """
        path = self._path(round_id)
        if not path.exists():
            raise LostKeyError(f"ROUND_KEY_DIR holds no key for round {round_id}")
        _refuse_others(path, "600")
        raw = path.read_bytes()
        if len(raw) != PrivateKey.SIZE:
            raise LostKeyError(f"the key of round {round_id} is damaged")
        return PrivateKey(raw)

    def destroy(self, *round_ids: str) -> None:
        """Overwrite these keys, then remove them. Nothing happens to one that is gone already.

        What waits for the disk is done for all of them in a row, which takes hardly longer than
        one.
        """
        there = [path for path in map(self._path, round_ids) if path.exists()]
        with ExitStack() as opened:
            files = [opened.enter_context(path.open("r+b", buffering=0)) for path in there]
            for file in files:
                file.write(os.urandom(PrivateKey.SIZE))
            for file in files:
                os.fsync(file.fileno())
        for path in there:
            path.unlink()
        if there:
            self._sync()

    def sweep(self, keep: set[str]) -> list[str]:
        """Destroy the keys of all rounds but these, and say of which."""
        stale = sorted(path.stem for path in self._directory.glob("*.key") if path.stem not in keep)
        self.destroy(*stale)
        return stale

    def missing(self, expected: set[str]) -> set[str]:
        """Those of the rounds whose key is not here."""
        return {round_id for round_id in expected if not self._path(round_id).exists()}

    def _path(self, round_id: str) -> Path:
        return key_file(self._directory, round_id)

    def _sync(self) -> None:
        """Make the directory's own change durable, as POSIX asks."""
        handle = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(handle: int, content: bytes) -> None:
    os.write(handle, content)
    os.fsync(handle)


def key_file(directory: Path, round_id: str) -> Path:
    """Where the round's key lies while the round is open."""
    if not ROUND_ID.fullmatch(round_id):
        raise ValueError("a round's id is 32 hexadecimal digits")
    return directory / f"{round_id}.key"


def refuse_others(directory: Path) -> None:
    """Look at the directory and every key in it.

    Raises:
        KeyDirectoryError: others may look at one of them.
    """
    _refuse_others(directory, "700")
    for path in sorted(directory.glob("*.key")):
        _refuse_others(path, "600")


def _refuse_others(path: Path, mode: str) -> None:
    if stat.S_IMODE(path.stat().st_mode) & OTHERS:
        raise KeyDirectoryError(
            f"{path} holds what keeps answers anonymous, and other users of this machine may read "
            f"it; run: chmod {mode} {path}"
        )
