"""Cursor pagination: a cursor names the item the next page begins with."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sandbox.api.call import Call
from sandbox.errors import ApiError

Json = dict[str, Any]
Item = TypeVar("Item")
MOST = 999  # Slack: limit must be under 1000


def page(
    call: Call, items: Sequence[Item], key: Callable[[Item], str], default: int = 100
) -> tuple[Sequence[Item], str]:
    """The asked-for part of a list, and the cursor of the next part ("" at the end).

    Items that arrive in between do not shift the pages, since the cursor is an item's own key.

    Raises:
        ApiError: invalid_cursor, or invalid_limit.
    """
    start = _start(call.text("cursor"), [key(item) for item in items])
    end = start + _limit(call, default)
    following = key(items[end]) if end < len(items) else ""
    return items[start:end], _encode(following)


def metadata(cursor: str) -> Json:
    """The part of an answer that carries the cursor."""
    return {"response_metadata": {"next_cursor": cursor}}


def _limit(call: Call, default: int) -> int:
    text = call.text("limit") or str(default)
    if not text.isdigit() or int(text) > MOST:
        raise ApiError("invalid_limit")
    return int(text) or default


def _start(cursor: str, keys: list[str]) -> int:
    if not cursor:
        return 0
    try:
        return keys.index(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError) as error:
        raise ApiError("invalid_cursor") from error


def _encode(key: str) -> str:
    return base64.b64encode(f"next:{key}".encode()).decode() if key else ""
