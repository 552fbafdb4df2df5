"""From what pydantic found to what is told to whoever wrote it."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.toml_text import SHAPES, limits
from bot.domain.saying import Saying, says
from bot.domain.team import LINES, Role
from bot.team_file.model import SECTIONS
from bot.team_file.problems import Problem
from bot.team_file.roles import called
from bot.team_file.values import MistakeError, did_you_mean, shown

KNOWN = SHAPES | {
    "string_pattern_mismatch": "mistakes.key",
    "bool_type": "mistakes.yes_or_no",
    "too_short": "mistakes.nobody_named",
    "model_type": "mistakes.section",
}
"""What a team file has besides."""

CHOICES = {"enum": tuple(Role), "literal_error": LINES}
"""Where one of several roles is needed."""


def problems(error: ValidationError) -> Iterator[Problem]:
    """Each mistake, where it is."""
    for found in error.errors(include_url=False):
        yield Problem(found["loc"], _saying(found))


def _saying(found: ErrorDetails) -> Saying:
    kind, refused = found["type"], found.get("ctx", {}).get("error")
    if isinstance(refused, MistakeError):
        return refused.saying
    if kind == "extra_forbidden":
        return _unknown_key(found)
    if kind in CHOICES:
        return says("mistakes.one_of", known=tuple(map(called, CHOICES[kind])))
    return says(KNOWN.get(kind, "mistakes.unfit"), **limits(found))


def _unknown_key(found: ErrorDetails) -> Saying:
    *section, key = found["loc"]
    known = tuple(SECTIONS[str(section[0]) if section else ""].model_fields)
    hint = did_you_mean(str(key), known)
    return says("mistakes.unknown_key", key=shown(key), hint=hint, known=known)
