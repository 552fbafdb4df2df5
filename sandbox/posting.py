"""What the app may post: the checks that every way of posting shares."""

from collections.abc import Mapping
from typing import Any, cast

from sandbox.errors import ApiError
from sandbox.ids import Ids
from sandbox.rules import Problem, check_message
from sandbox.state.blocks import named

Json = dict[str, Any]
LONGEST_TEXT = 40_000  # Slack cuts a message here


def checked_blocks(
    ids: Ids, text: str, blocks: list[Json] | None, metadata: Mapping[str, Any] | None = None
) -> list[Json]:
    """The blocks of a message as Slack keeps them, each with its id.

    Raises:
        ApiError: no_text, invalid_blocks or invalid_metadata_format, with Slack's reasons.
    """
    if not text and not blocks:
        raise ApiError("no_text")
    problems = check_message(text, cast("list[object] | None", blocks), metadata or None)
    if problems:
        raise _refusal(problems)
    return named(blocks or [], ids)


def _refusal(problems: list[Problem]) -> ApiError:
    messages = [str(problem) for problem in problems]
    if all(problem.pointer.startswith("/metadata") for problem in problems):
        return ApiError("invalid_metadata_format", response_metadata={"messages": messages})
    return ApiError(
        "invalid_blocks",
        errors=messages,
        response_metadata={"messages": [f"[ERROR] {message}" for message in messages]},
    )
