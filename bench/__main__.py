"""Run the benches and write their tables to bench/RESULTS.md: `make bench`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bench import answer, close, machine, plan, send
from bench.figures import table

RESULTS = Path(__file__).with_name("RESULTS.md")
QUICK = (
    answer.Size((1, 8), 2, 8, 4),
    close.Size(2, 2, 8),
    send.Size(40, 2, 305),
    plan.Size(20, 2, (300, 400), 2),
)
"""So little that the figures say nothing; it shows that the benches run."""


def main() -> None:
    """Run them all."""
    commands = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands.add_argument("--quick", action="store_true", help="a tiny run, printed and not kept")
    if commands.parse_args().quick:
        print(report(*QUICK))  # noqa: T201 - a command's output
        return
    sizes = (answer.Size(), close.Size(), send.Size(), plan.Size())
    RESULTS.write_text(report(*sizes), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))  # noqa: T201 - a command's output


def report(answers: answer.Size, closes: close.Size, sends: send.Size, plans: plan.Size) -> str:
    """The tables with what they were measured on, as Markdown."""
    at = f"{datetime.now(UTC):%-d %B %Y}"
    parts = [
        "# Results",
        f"Measured on {at} by `make bench`; bench/README.md says how to read this.",
        machine.described(),
        "## One answer",
        table(answer.rows(answers)),
        "## Closing rounds",
        table(close.rows(closes)),
        "## Sending prompts",
        table(send.rows(sends)),
        "## Planning prompts",
        table(plan.rows(plans)),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    main()
