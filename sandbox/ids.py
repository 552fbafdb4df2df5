"""Identifiers in Slack's shapes, the same in every run so that a recording can be compared."""

import hashlib
from collections import Counter

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def derived(prefix: str, *names: str) -> str:
    """An id made from names alone: the same names always give the same id."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return prefix + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:9])


class Ids:
    """Counts up for each prefix, so that no two ids of one workspace are the same."""

    def __init__(self) -> None:
        self._issued: Counter[str] = Counter()

    def next(self, prefix: str) -> str:
        """The next id that begins with the prefix, such as V0000000001 for a view."""
        self._issued[prefix] += 1
        return f"{prefix}{self._issued[prefix]:010d}"
