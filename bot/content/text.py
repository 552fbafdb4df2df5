"""The one place where words and values become Slack text: escaped, and short enough.

Slack's limits are in characters.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

SECTION = 3000
HEADER = 150
BUTTON = 75
TITLE = 24
OPTION = 75
LABEL = 2000


class Mrkdwn(str):
    """Text that is already Slack's mark-up, such as a mention; it is not escaped again."""

    __slots__ = ()


def escape(value: object) -> str:
    """What a person wrote, or a name, so that Slack shows it as it is.

    Slack asks for these three characters and no others.
    """
    if isinstance(value, Mrkdwn):
        return str(value)
    return str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(person: str) -> Mrkdwn:
    """A person by Slack id."""
    return Mrkdwn(f"<@{person}>")


def mentions(people: list[str]) -> Mrkdwn:
    """Several people as a phrase: A; A and B; A, B and C."""
    return Mrkdwn(listed([mention(person) for person in people]))


def listed(names: Sequence[str]) -> str:
    """Several names as a phrase: A; A and B; A, B and C."""
    head = ", ".join(names[:-1])
    return f"{head} and {names[-1]}" if head else names[-1]


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters; what is cut is marked by an ellipsis.

    An escaped character (&amp;) is never cut in two.
    """
    if len(text) <= limit:
        return text
    return text[: _whole(text, limit - 1)].rstrip() + "…"


def chunks(text: str, limit: int = SECTION) -> list[str]:
    """The whole text in pieces of at most `limit` characters, cut between lines or words.

    An escaped character (&amp;) is never cut in two.
    """
    pieces = []
    while len(text) > limit:
        cut = _cut(text, limit)
        pieces.append(text[:cut])
        text = text[cut:].lstrip()
    return [*pieces, text] if text else pieces


def _cut(text: str, limit: int) -> int:
    for gap in ("\n", " "):
        if (at := text.rfind(gap, 1, limit)) > limit // 2:
            return at
    return _whole(text, limit)


def _whole(text: str, limit: int) -> int:
    """Up to where the text can be taken without cutting an escaped character in two."""
    entity = text.rfind("&", limit - 4, limit)
    return entity if entity > 0 and ";" not in text[entity:limit] else limit


def clock_time(instant: datetime, timezone: str) -> str:
    """The local time of day, such as 17:00."""
    return f"{instant.astimezone(ZoneInfo(timezone)):%H:%M}"


def day_and_time(instant: datetime, timezone: str) -> str:
    """The local day and time, such as Friday 27 November, 16:00."""
    local = instant.astimezone(ZoneInfo(timezone))
    return f"{day_name(local)}, {local:%H:%M}"


def day_name(day: date) -> str:
    """The day, such as Friday 27 November."""
    return f"{day:%A} {day.day} {day:%B}"


def dated(day: date) -> str:
    """The day with its year, such as Friday 27 November 2026."""
    return f"{day_name(day)} {day.year}"


def city(timezone: str) -> str:
    """The place that an IANA name goes by, such as St Johns for America/St_Johns."""
    return timezone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
