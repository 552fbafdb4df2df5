"""The weekly digest: when each supervisor gets it, and what it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.domain.prompts import Kind, Prompt
from bot.domain.release import Band, Release
from bot.domain.shifts import DAY, to_utc
from bot.domain.survey import Item, RoundState, Template
from bot.domain.team import Team, Weekly

WEEK = timedelta(weeks=1)
STRONGEST = 3
"""Concerns that a digest goes into. Our own measure: more would not be acted on in a week."""


@dataclass(frozen=True, slots=True)
class Released:
    """What a round made public, with the questions that it asked."""

    template: Template
    release: Release


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """One team's week, as its supervisors may know it.

    `offered` and `held` count debriefs in the team's channel. `ended` are rounds of the week that
    nobody will read. `too_small`: one could not open for lack of people; `kept_open`: one is held
    for lack of answers.
    """

    team: str
    offered: int = 0
    held: int = 0
    releases: tuple[Released, ...] = ()
    ended: tuple[RoundState, ...] = ()
    too_small: bool = False
    kept_open: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return self == TeamWeek(self.team)


def digest_prompts(teams: Iterable[Team], since: datetime, until: datetime) -> list[Prompt]:
    """The digests due in [since, until): one a week for each supervisor, however many teams.

    The first of their teams by key says when, in the supervisor's own time zone. A digest is about
    all of their teams, so it is planned for none; it expires after a day, as news of last week.
    """
    found = sorted(teams, key=lambda team: team.key)
    first: dict[str, str] = {}
    for team in found:
        for reader in team.digest_readers():
            first.setdefault(reader.id, team.key)
    return [prompt for team in found for prompt in digests_by(team, first, since, until)]


def digests_by(
    team: Team, first: Mapping[str, str], since: datetime, until: datetime
) -> list[Prompt]:
    """Those of them that this team plans, given the first team by key that each person reads of."""
    return [
        Prompt(Kind.DIGEST, reader.id, due, due + DAY, None, _week(begins, due))
        for reader in team.digest_readers()
        if first[reader.id] == team.key
        for begins, due in _weeks(team.digest, reader.timezone, since, until)
    ]


def strongest(released: Released) -> list[Item]:
    """The concerns to act on first: those of most or all, then those of some.

    Within a band they keep the order of the questions: any other would tell what the band hides.
    """
    found = []
    for level in (Band.MOST, Band.SOME):
        found += [i for i in released.template.items if released.release.bands[i.key] is level]
    return found[:STRONGEST]


def _weeks(
    weekly: Weekly, timezone: str, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Each week that ends in [since, until), as its two instants."""
    for day in _days(weekly, since.astimezone(ZoneInfo(timezone)).date() - DAY):
        due = to_utc(day, weekly.at, timezone)
        if due >= until:
            return
        if due >= since:
            yield to_utc(day - WEEK, weekly.at, timezone), due


def _days(weekly: Weekly, first: date) -> Iterator[date]:
    """The right weekdays, from `first` on."""
    ahead = (weekly.weekday - first.weekday()) % 7
    return (first + timedelta(days=ahead) + number * WEEK for number in count())


def _week(begins: datetime, ends: datetime) -> dict[str, str]:
    return {"since": begins.isoformat(), "until": ends.isoformat()}
