"""From what pydantic found to phrases for the person who wrote the file."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.toml_text import phrase
from bot.domain.team import LINES, Role
from bot.team_file.model import SECTIONS
from bot.team_file.problems import Problem
from bot.team_file.values import did_you_mean, shown

SPECIAL = {
    "string_pattern_mismatch": "needs to be made of small letters, digits and hyphens, at most 64",
    "enum": "needs to be one of: " + ", ".join(Role),
    "literal_error": "needs to be one of: " + ", ".join(LINES),
    "bool_type": "needs to be true or false, without quotes",
    "too_short": "is empty; name at least one",
    "model_type": "needs to be a section of its own; see examples/harbour-house.toml",
}
"""What only a team file has."""


def problems(error: ValidationError) -> Iterator[Problem]:
    """Each mistake, where it is."""
    for found in error.errors(include_url=False):
        yield Problem(found["loc"], _phrase(found))


def _phrase(found: ErrorDetails) -> str:
    if found["type"] == "value_error":
        return found["msg"].removeprefix("Value error, ")
    if found["type"] == "extra_forbidden":
        return _unknown_key(found)
    return phrase(found, SPECIAL)


def _unknown_key(found: ErrorDetails) -> str:
    *section, key = found["loc"]
    known = list(SECTIONS[str(section[0]) if section else ""].model_fields)
    hint = did_you_mean(str(key), known)
    return f"{shown(key)} is not a key that is known here{hint}; known are {', '.join(known)}"
