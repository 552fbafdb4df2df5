"""Slack may hand over the same payload twice; what it asks for is done once."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from hashlib import sha256
from typing import Any

REMEMBERED = 1000
"""Slack repeats a payload within minutes; nobody sends a thousand others meanwhile."""


class Once:
    """The keys of what has lately been begun, oldest first. It lives in this process alone."""

    def __init__(self) -> None:
        self._begun: OrderedDict[str, bytes] = OrderedDict()
        self._turns: dict[str, asyncio.Lock] = {}

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
        async with self._turns.setdefault(key, asyncio.Lock()):
            try:
                with self.attempt(key, said) as first:
                    yield first
            finally:
                self._turns.pop(key, None)

    def is_repeated(self, key: str, said: object) -> bool:
        """Whether it was begun with this very content: a form can be sent again with another."""
        return self._begun.get(key) == _digest(said)

    def undo(self, key: str) -> None:
        """It could not be done after all, and may be tried again."""
        self._begun.pop(key, None)

    def _begin(self, key: str, said: object) -> bool:
        if key in self._begun:
            return False
        self._begun[key] = _digest(said)
        if len(self._begun) > REMEMBERED:
            self._begun.popitem(last=False)
        return True


def sent(view: dict[str, Any]) -> str:
    """The key of a form as it was sent; with other values it is another."""
    return f"{view['id']} {_digest(view['state']).hex()}"


def _digest(said: object) -> bytes:
    return sha256(json.dumps(said, sort_keys=True).encode()).digest()
