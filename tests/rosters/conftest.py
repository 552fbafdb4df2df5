"""The team of Harbour House, and what its Slack says of e-mail addresses."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.team import Member, Role
from bot.rosters import roster
from bot.rosters.expand import expand
from bot.rosters.people import Known

EXPORTS = Path(__file__).parent / "exports"
WORKSPACE = Path(__file__).parents[2] / "examples" / "harbour-house.workspace.toml"
PEOPLE = tomllib.loads(WORKSPACE.read_text(encoding="utf-8"))["people"]
OUTSIDE = "U0CORA"
"""Somebody of the workspace who is not of the team."""

MEMBERS = tuple(
    Member(one["id"], one["real_name"], Role.PEER_SUPPORTER, one["tz"])
    for one in PEOPLE
    if one["id"] != OUTSIDE
)
ADDRESSES = {one["email"]: one["id"] for one in PEOPLE}
NOBODY = "is nobody in this workspace; correct it, or invite them to Slack first"
ZONE = "America/Toronto"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 31, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def stored(data: bytes | str, members: Iterable[Member] = MEMBERS, now: datetime = NOW) -> str:
    """What is stored of a file."""
    reading = roster.read(data.encode() if isinstance(data, str) else data, ZONE, now)
    unknown = dict.fromkeys(reading.addresses() - ADDRESSES.keys(), NOBODY)
    return roster.calendar_of(reading, members, Known(ADDRESSES, unknown))


def shifts(text: str, since: datetime = NOW, until: datetime = LATER) -> list[str]:
    """Who works when, in UTC."""
    found = sorted(expand(text, since, until, ZONE))
    return [
        f"{one.starts:%m-%d %H:%M} {one.ends:%H:%M} {one.person} {one.timezone}" for one in found
    ]


def calendar(*events: str) -> str:
    """An iCalendar file with these events."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n")
