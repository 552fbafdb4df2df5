"""Spaces that do not break and curved apostrophes: whoever words a sentence need not type them."""

from typing import Any

NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

RULES = {
    "fr": {
        " :": f"{NO_BREAK}:",
        " ;": f"{NARROW};",
        " ?": f"{NARROW}?",
        "« ": f"«{NO_BREAK}",
        " »": f"{NO_BREAK}»",
        " h ": f"{NO_BREAK}h{NO_BREAK}",
        "'": "\N{RIGHT SINGLE QUOTATION MARK}",
    },
}
"""What takes the place of what is typed, as the Office québécois de la langue française has it."""


def set_in(language: str, said: Any) -> Any:  # noqa: ANN401 - TOML holds anything
    """The same data with every text in it set as the language's printers do."""
    if isinstance(said, dict):
        return {key: set_in(language, value) for key, value in said.items()}
    if isinstance(said, list):
        return [set_in(language, one) for one in said]
    if isinstance(said, str):
        for typed, printed in RULES.get(language, {}).items():
            said = said.replace(typed, printed)
    return said
