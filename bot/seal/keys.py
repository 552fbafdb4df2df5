"""The private key of each open round: one file, outside the database and every backup."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from nacl.public import PrivateKey

ROUND_ID = re.compile(r"[0-9a-f]{32}")
MARKER = "belongs-to"
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
        self._directory = directory.absolute()

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

        Raises:
            OSError: one could not be; whatever could be done to it and to all others is done.
        """
        there = [path for path in map(self._path, round_ids) if path.exists()]
        troubles: list[OSError] = []
        with ExitStack() as opened:
            files: list[int] = []
            for path in there:
                with _noting(troubles):
                    files.append(os.open(path, os.O_WRONLY))
                    opened.callback(os.close, files[-1])
                    os.write(files[-1], os.urandom(PrivateKey.SIZE))
            for file in files:
                with _noting(troubles):
                    os.fsync(file)
        for path in there:
            with _noting(troubles):
                path.unlink()
        if there:
            self._sync()
        if troubles:
            raise troubles[0]

    @property
    def directory(self) -> Path:
        """Where they are, as an absolute path."""
        return self._directory

    def owner(self) -> str | None:
        """The id of the database whose keys these are, if the directory says so."""
        marker = self._directory / MARKER
        return marker.read_text(encoding="ascii").strip() if marker.exists() else None

    def mark(self, owner: str) -> None:
        """Write down whose keys these are."""
        with (self._directory / MARKER).open("w", encoding="ascii") as file:
            file.write(f"{owner}\n")
        self._sync()

    def all(self) -> list[str]:
        """The rounds that have a key here."""
        return sorted(path.stem for path in self._directory.glob("*.key"))

    def sweep(self, keep: set[str]) -> list[str]:
        """Destroy the keys of all rounds but these, and say of which."""
        stale = [round_id for round_id in self.all() if round_id not in keep]
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


@contextmanager
def _noting(troubles: list[OSError]) -> Iterator[None]:
    """Go on after a failure, and remember it."""
    try:
        yield
    except OSError as error:
        troubles.append(error)


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
    found = path.stat()
    if found.st_uid != os.geteuid():
        raise KeyDirectoryError(
            f"{path} holds what keeps answers anonymous, and belongs to another user of this "
            f"machine; run Holdspace as its owner, or: chown {os.geteuid()} {path}"
        )
    if stat.S_IMODE(found.st_mode) & OTHERS:
        raise KeyDirectoryError(
            f"{path} holds what keeps answers anonymous, and other users of this machine may read "
            f"it; run: chmod {mode} {path}"
        )
