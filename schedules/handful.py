"""How many prompts to have in hand: claimed, and neither posted nor put off."""

from dataclasses import dataclass

from bot.use_cases.take_due import BATCH

AT_ONCE = 16
"""Messages under way at the same time, so that one slow answer keeps none of the others waiting."""

FEW = 2 * AT_ONCE
"""As many again wait, so that no worker waits for a claim."""

MOMENT = 0.1
"""Seconds. Where half of what is in hand goes within that, a claim costs more than the posting."""


@dataclass(slots=True)
class Handful:
    """A crash leaves all that is in hand in doubt, so that is no more than goes in a moment.

    `size` doubles, up to a batch, while half of it goes within a moment, and falls again where it
    does not. At Slack's own pace it stays at `FEW`.
    """

    size: int = FEW
    _posted: int = 0
    _since: float = float("-inf")

    @property
    def half(self) -> int:
        """More is claimed once no more than this is in hand."""
        return self.size // 2

    def one_posted(self, now: float) -> None:
        """Count one, at `now` by a clock that nobody sets."""
        self._posted += 1
        if self._posted == self.half:
            quick = now - self._since < MOMENT
            self.size = min(2 * self.size, BATCH) if quick else max(self.half, FEW)
            self._posted, self._since = 0, now
