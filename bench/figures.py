"""Ratios of two subjects that were measured in turn, and the table they are shown in."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, on what, for both subjects, pair by pair.

    `aim` is the highest ratio that we want; None where the figure is only shown beside the others.
    """

    place: str
    figure: str
    unit: str
    bare: Sequence[float]
    ours: Sequence[float]
    aim: float | None = None

    @property
    def ratios(self) -> list[float]:
        """Ours over bare, one for each pair."""
        return [mine / its for its, mine in zip(self.bare, self.ours, strict=True)]

    @property
    def verdict(self) -> str:
        """Whether the median ratio keeps to the aim."""
        if self.aim is None:
            return ""
        return "met" if median(self.ratios) <= self.aim else "missed"


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile: always one of the values."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank), 1) - 1]


def table(rows: Sequence[Row]) -> str:
    """The lines as a Markdown table."""
    head = "| where | figure | bare | ours | ratio | lowest to highest | aim | |"
    return "\n".join([head, "|---|---|---:|---:|---:|---|---:|---|", *map(_line, rows)])


def _line(row: Row) -> str:
    ratios = row.ratios
    cells = (
        row.place,
        row.figure,
        f"{median(row.bare):.2f} {row.unit}",
        f"{median(row.ours):.2f} {row.unit}",
        f"**{median(ratios):.2f}**",
        f"{min(ratios):.2f} to {max(ratios):.2f}",
        f"{row.aim:g}" if row.aim else "",
        row.verdict,
    )
    return "| " + " | ".join(cells) + " |"
