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
    `presses` are Slack's ids of the presses that sent it, and `told` is the answer to the last.
    """

    said: bytes = b""
    there: dict[bytes, T] = field(default_factory=dict)
    before: list[T] = field(default_factory=list)
    presses: list[str] = field(default_factory=list)
    told: Answer | None = None

    def is_outdated(self, press: str | None) -> bool:
        """Whether Slack hands over again what was corrected since."""
        return press in self.presses[:-1]

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

    async def answer(
        self, ack: AsyncAck, body: Body, make: Callable[[Form[T]], Awaitable[Answer]]
    ) -> Form[T]:
        """Answer with what is made of it; each time that it comes waits for the one before.

        What Slack hands over again after the form was corrected changes nothing, and is told what
        the correction was.
        """
        view, press = body["view"], body.get("trigger_id")
        async with self._turns.of(view["id"]):
            form = self._known(view["id"])
            if form.told is None or not form.is_outdated(press):
                form.presses += [press] if press and press not in form.presses else []
                form.said = digest(view["state"])
                form.told = await make(form)
            told = form.told
        await ack(**told)
        return form

    def _known(self, key: str) -> Form[T]:
        form = self._forms.setdefault(key, Form())
        if len(self._forms) > REMEMBERED:
            self._forms.popitem(last=False)
        return form
