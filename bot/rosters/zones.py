"""From the name of a time zone in somebody's file to an IANA zone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.rosters.problems import UnfitError
from bot.rosters.scan import is_name

UNKNOWN = "is in a time zone that is not known here ({name!r}); use a name such as America/Toronto"
WHOLE = "UTC", "GMT"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
AROUND = range(-200, 550)
"""Days from now in which two zones must agree to be the same here: two winters, two summers."""

Offsets = dict[datetime, timedelta | None]


@dataclass(slots=True)
class Zones:
    """The zones of one file. `default` is whose time is meant where the file names none.

    `blocks` are the file's own definitions (VTIMEZONE) by their names. A name that says nothing is
    taken for the zone that keeps the same time around `now`: the default, if that is one.
    """

    default: ZoneInfo
    now: datetime
    blocks: Mapping[str, str] = field(default_factory=dict)
    _found: dict[str, ZoneInfo | None] = field(default_factory=dict)

    def zone(self, name: str | None) -> ZoneInfo:
        """The zone that goes by this name here.

        Raises:
            UnfitError: there is none.
        """
        if not name:
            return self.default
        if name not in self._found:
            self._found[name] = self._find(name)
        zone = self._found[name]
        if zone is None:
            raise UnfitError(UNKNOWN.format(name=name[:64]))
        return zone

    def _find(self, name: str) -> ZoneInfo | None:
        block = self.blocks.get(name)
        if block is None:
            return named(name)
        if _says_where(name):
            return named(name) or named(_location(block)) or self._alike(block)
        return named(_location(block)) or self._alike(block) or named(name)

    def _alike(self, block: str) -> ZoneInfo | None:
        """The zone that keeps the same time as the file's own definition."""
        try:
            its = _offsets(_read(block), self.now)
        except (ValueError, KeyError, IndexError, TypeError, OverflowError, AttributeError):
            return None
        return next((one for one in self._candidates() if _agrees(one, its)), None)

    def _candidates(self) -> Iterator[ZoneInfo]:
        yield self.default
        fixed = [f"Etc/GMT{hours:+}" for hours in range(-14, 13) if hours]
        known = [*fixed, "Etc/UTC", *dict.fromkeys(WINDOWS_TO_OLSON.values())]
        yield from (zone for zone in map(named, known) if zone)


def named(name: str) -> ZoneInfo | None:
    """By an IANA name, one with somebody's prefix, or one of Windows; None if it is none."""
    clean = name.strip().strip("\"'").strip("/").casefold()
    parts = clean.split("/")
    for at in range(len(parts)):
        found = _known().get("/".join(parts[at:]))
        if found:
            return ZoneInfo(found)
    return None


@cache
def _known() -> dict[str, str]:
    """IANA names, by all that they go by in small letters."""
    names = {name: name for name in available_timezones()}
    windows = {name: zone for name, zone in WINDOWS_TO_OLSON.items() if zone in names}
    return {name.casefold(): zone for name, zone in {**names, **windows}.items()}


def _says_where(name: str) -> bool:
    """Whether a name is more than letters such as EST, which mean one thing here, another there."""
    return "/" in name or " " in name or name.upper() in WHOLE


def _location(block: str) -> str:
    """The IANA name that some programs write beside one of their own."""
    for line in block.splitlines():
        key, _, value = line.partition(":")
        if key.upper() == "X-LIC-LOCATION":
            return value
    return ""


def _read(block: str) -> tzinfo:
    """A definition by what it says alone: the library remembers zones by their names."""
    lines = ["TZID:here" if is_name(line) else line for line in block.splitlines()]
    found = Timezone.from_ical("\r\n".join(lines))
    if not isinstance(found, Timezone):
        raise TypeError("no time zone")
    made: tzinfo = found.to_tz(lookup_tzid=False)
    return made


def _offsets(zone: tzinfo, now: datetime) -> Offsets:
    """How far a zone's clocks are from UTC: once a day, and each hour of a day with a change."""
    start = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    found = {at: _offset(zone, at) for at in (start + day * DAY for day in AROUND)}
    for (since, before), (_, after) in pairwise(list(found.items())):
        if before != after:
            hours = (since + hour * HOUR for hour in range(24))
            found.update({at: _offset(zone, at) for at in hours})
    return found


def _offset(zone: tzinfo, at: datetime) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


def _agrees(zone: ZoneInfo, its: Offsets) -> bool:
    return all(_offset(zone, at) == offset for at, offset in its.items())
