"""One line of what `holdspace check` found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was looked at. `wrong` says what is the matter and what to do; empty when all is well.

    Neither ever holds the value of a secret.
    """

    what: str
    wrong: str = ""

    def __str__(self) -> str:
        return f"wrong  {self.what}: {self.wrong}" if self.wrong else f"ok     {self.what}"
