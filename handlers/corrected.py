"""A form that Slack did not see answered stays open, and may be corrected and sent again."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from handlers.once import REMEMBERED, Turns, digest

T = TypeVar("T")


@dataclass
class Form(Generic[T]):
    """What came of a form each time that it was sent, oldest first; of what it said a digest only.

    `said` is what it says this time. What is in `before` was there for a while, and is undone.
    """

    said: bytes = b""
    there: dict[bytes, T] = field(default_factory=dict)
    before: list[T] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether nothing came of these words yet, or not any more: else it is a repetition."""
        return self.said not in self.there

    @property
    def others(self) -> list[T]:
        """What came of it when it said something else, and is still there."""
        return [came for said, came in self.there.items() if said != self.said]

    def came(self, what: T) -> None:
        """That is done, and there now."""
        self.there[self.said] = what

    async def undo_others(self, undo: Callable[[T], Awaitable[bool]]) -> bool:
        """Leave only what came of these words; False where something else is there still."""
        for said, came in list(self.there.items()):
            if said != self.said and await undo(came):
                self.before.append(self.there.pop(said))
        return not self.others


class Forms(Generic[T]):
    """The forms that were sent lately, by their ids. They live in this process alone."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, Form[T]] = OrderedDict()
        self._turns = Turns()

    @asynccontextmanager
    async def turn(self, view: dict[str, Any]) -> AsyncIterator[Form[T]]:
        """What was sent with this form before; each time that it comes waits for the one before."""
        async with self._turns.of(view["id"]):
            form = self._forms.setdefault(view["id"], Form())
            if len(self._forms) > REMEMBERED:
                self._forms.popitem(last=False)
            form.said = digest(view["state"])
            yield form
