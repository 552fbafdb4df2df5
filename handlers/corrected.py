"""A form that Slack did not see answered stays open, and may be corrected and sent again."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from slack_bolt.async_app import AsyncAck

from handlers.once import REMEMBERED, Turns, digest

T = TypeVar("T")

Body = dict[str, Any]

Answer = dict[str, Any]
"""With what a form is acked."""


@dataclass
class Form(Generic[T]):
    """What came of a form each time that it was sent, oldest first; of what it said a digest only.

    `said` is what it says this time. What is in `before` was there for a while, and is undone.
    `presses` are Slack's ids of the presses that sent it, each with whether it was answered, and
    `told` is the last answer.
    """

    said: bytes = b""
    there: dict[bytes, T] = field(default_factory=dict)
    before: list[T] = field(default_factory=list)
    presses: dict[str, bool] = field(default_factory=dict)
    told: Answer | None = None

    def is_repeated(self, press: str | None) -> bool:
        """Whether Slack hands over again what was answered, or was sent anew since."""
        return self.presses.get(press or "", False) or press in [*self.presses][:-1]

    def begin(self, press: str | None, state: object) -> None:
        """It is sent with this in it; by which press, Slack may not say."""
        self.said = digest(state)
        self.presses |= {press: False} if press else {}

    @property
    def is_new(self) -> bool:
        """Whether nothing came of these words yet, or not any more: else it is a repetition."""
        return self.said not in self.there

    @property
    def same(self) -> list[T]:
        """What came of these very words before, if it is there."""
        return [came for said, came in self.there.items() if said == self.said]

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

    async def answer(
        self, ack: AsyncAck, body: Body, make: Callable[[Form[T]], Awaitable[Answer]]
    ) -> Form[T]:
        """Answer with what is made of it; each time that it comes waits for the one before.

        What Slack hands over again changes nothing, and is told what the last one was: the form
        may have been corrected meanwhile. What failed without an answer may be tried again.
        """
        press = body.get("trigger_id")
        async with self._turns.of(body["view"]["id"]):
            form = self._known(body["view"]["id"])
            if form.told is None or not form.is_repeated(press):
                form.begin(press, body["view"]["state"])
                form.told = await make(form)
                form.presses |= {press: True} if press else {}
            told = form.told
        await ack(**told)
        return form

    def _known(self, key: str) -> Form[T]:
        form = self._forms.setdefault(key, Form())
        if len(self._forms) > REMEMBERED:
            self._forms.popitem(last=False)
        return form
