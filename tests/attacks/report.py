"""The table of `make attack`: a line for each attacker and design."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "HOLDSPACE_ATTACK_TABLE"
"""The variable that names the file in which the processes of one run gather their lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one attacker did to one design."""

    attack: str
    design: str
    saw: str
    found: str
    bound: str
    verdict: str


HEADINGS = Line("attack", "design", "what it saw", "links found", "chance", "verdict")


def tell(line: Line) -> None:
    """Add a line, where a table is being made."""
    if path := os.environ.get(FILE):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line)) + "\n")


def table(path: Path) -> list[str]:
    """The lines of Markdown, by attack and design."""
    lines = [Line(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    rule = Line(*["---"] * 6)
    found = sorted(set(lines), key=lambda line: (_number(line.attack), line.attack, line.design))
    return [f"| {' | '.join(asdict(line).values())} |" for line in (HEADINGS, rule, *found)]


def _number(attack: str) -> int:
    return int("".join(filter(str.isdigit, attack.split(maxsplit=1)[0])) or 0)
