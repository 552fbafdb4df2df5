"""Slack may hand over the same payload twice; what it asks for is done once."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from hashlib import sha256
from typing import Any
from weakref import WeakValueDictionary

REMEMBERED = 1000
"""Slack repeats a payload within minutes; nobody sends a thousand others meanwhile."""


class Turns:
    """One after the other for each key; a key is known for as long as somebody waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: str) -> asyncio.Lock:
        """Whoever holds this has the turn."""
        return self._locks.setdefault(key, asyncio.Lock())


class Once:
    """The keys of what has lately been begun, oldest first. It lives in this process alone."""

    def __init__(self) -> None:
        self._begun: OrderedDict[str, bytes] = OrderedDict()
        self._turns = Turns()

    @contextmanager
    def attempt(self, key: str, said: object = None) -> Iterator[bool]:
        """True the first time, and from then on False; after a failure it may be tried again."""
        first = self._begin(key, said)
        try:
            yield first
        except BaseException:
            if first:
                self.undo(key)
            raise

    @asynccontextmanager
    async def turn(self, key: str, said: object = None) -> AsyncIterator[bool]:
        """The same where what is done the second time must wait for the end of the first."""
        async with self._turns.of(key):
            with self.attempt(key, said) as first:
                yield first

    def is_repeated(self, key: str, said: object) -> bool:
        """Whether it was begun with this very content: a form can be sent again with another."""
        return self._begun.get(key) == digest(said)

    def undo(self, key: str) -> None:
        """It could not be done after all, and may be tried again."""
        self._begun.pop(key, None)

    def _begin(self, key: str, said: object) -> bool:
        if key in self._begun:
            return False
        self._begun[key] = digest(said)
        if len(self._begun) > REMEMBERED:
            self._begun.popitem(last=False)
        return True


def sent(view: dict[str, Any]) -> str:
    """The key of a form as it was sent; with other values it is another."""
    return f"{view['id']} {digest(view['state']).hex()}"


def digest(said: object) -> bytes:
    """Of what a form holds; the same for the same."""
    return sha256(json.dumps(said, sort_keys=True).encode()).digest()
