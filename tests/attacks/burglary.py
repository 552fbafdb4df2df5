"""The attacker who has all that lasts: every copy, every variable, what the key files left."""

from collections.abc import Iterator
from itertools import product

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from bot.seal.derive import derive
from tests.attacks.attackers import BEFORE
from tests.attacks.evidence import Evidence, Hints

PURPOSES = ("slot", "vault", "round", "key", "survey", "seal")
SEALED = 48
"""Bytes that a sealed box adds, so the fewest that one has."""
WRAPPED = PrivateKey.SIZE + SecretBox.NONCE_SIZE + SecretBox.MACBYTES


def open_sealed(evidence: Evidence) -> Iterator[Hints]:
    """Try every key there is, and every key that one of those unwraps, on every row.

    The rows are those of a backup made just before the close; the keys are what is left after it.
    """
    backup = [copy for copy in evidence.snapshots if copy.step in BEFORE][-1]
    columns = _columns(evidence)
    lasting = list(_lasting(evidence))
    unwrapped = [
        raw
        for key, column in product(lasting, columns)
        if len(column) == WRAPPED and (raw := _unwrap(key, column))
    ]
    sealed = [row for row in backup.rows if not _is_text(row.data)]
    for key in {*lasting, *unwrapped}:
        for row in sealed:
            hints = evidence.hints(row.data)
            if len(hints.people) == 1:
                yield from _opened(evidence, key, row.data, hints.people)


def _opened(evidence: Evidence, key: bytes, row: bytes, people: tuple[str, ...]) -> Iterator[Hints]:
    box = SealedBox(PrivateKey(key))
    for start in _starts(row):
        try:
            clear = box.decrypt(row[start:])
        except (CryptoError, ValueError):
            continue
        yield Hints(people, evidence.hints(clear).answers)


def _starts(row: bytes) -> list[int]:
    """Where the last column may begin: after any zero byte, since those separate columns."""
    zeros = [at + 1 for at, byte in enumerate(row[:WIDEST]) if byte == 0]
    return [start for start in zeros if len(row) - start > SEALED]


WIDEST = 200
"""Bytes of the columns before the sealed one, at most."""


def _columns(evidence: Evidence) -> set[bytes]:
    """Values that may be wrapped keys."""
    rows = (row.data for snapshot in evidence.snapshots for row in snapshot.rows)
    return {row[-WRAPPED:] for row in rows if len(row) >= WRAPPED and not _is_text(row)}


def _is_text(row: bytes) -> bool:
    try:
        row.decode()
    except UnicodeDecodeError:
        return False
    return True


def _lasting(evidence: Evidence) -> Iterator[bytes]:
    """Keys of 32 bytes out of the environment, and what is left in the key directory."""
    for value in evidence.environment.values():
        secret = value.encode()
        yield secret[:32].ljust(32, b"\0")
        yield from (derive(secret, purpose) for purpose in PURPOSES)
    for content in evidence.key_files.values():
        yield content[:32].ljust(32, b"\0")


def _unwrap(key: bytes, column: bytes) -> bytes | None:
    try:
        return SecretBox(key).decrypt(column)
    except CryptoError:
        return None
