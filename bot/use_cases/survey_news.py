"""Gather what a supervisor may be told of surveys."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.group import Group
from bot.domain.release import Release, pooled, rule_for
from bot.domain.rounds import next_opening
from bot.domain.survey import Round, RoundState
from bot.domain.team import Team
from bot.store import rounds

INSTANT = timedelta(microseconds=1)

Keys = tuple[str, ...]
"""The teams that a round asked, or would have asked, by key."""


@dataclass(frozen=True, slots=True)
class Span:
    """The week in [since, until); what ended from `news` on has not been told yet."""

    since: datetime
    news: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What became of rounds, each with the teams that it asked."""

    released: tuple[tuple[Round, Release], ...]
    ended: tuple[Round, ...]
    held: tuple[Round, ...]
    too_small: tuple[Keys, ...]

    def about(self) -> list[Keys]:
        """Whom there is news of, once each."""
        found = [one.teams for one, _ in self.released]
        found += [one.teams for one in (*self.ended, *self.held)]
        return sorted({*found, *self.too_small})


def gather_news(tx: Connection, mine: list[Team], every: list[Team], span: Span) -> News:
    """Of all rounds that asked one of these teams, whichever others they asked as well."""
    keys = {team.key for team in mine}
    released = {
        found.id: (found, release)
        for key in sorted(keys)
        for found, release in rounds.released(tx, key, span.news, span.until)
    }
    ended = {
        found.id: found
        for key in sorted(keys)
        for found in rounds.ended_unread(tx, key, span.news, span.until)
    }
    held = (found for found in rounds.open_rounds(tx) if found.state is RoundState.HELD)
    return News(
        released=tuple(released.values()),
        ended=tuple(ended.values()),
        held=tuple(found for found in held if keys & {*found.teams}),
        too_small=tuple(
            _keys(group)
            for group in pooled(every)
            if keys & {*_keys(group)} and _is_too_small(group, span)
        ),
    )


def _keys(group: Group) -> Keys:
    return tuple(team.key for team in group.teams)


def _is_too_small(group: Group, span: Span) -> bool:
    """Whether a round was to open that week for a group of too few people."""
    opening = next_opening(group, span.since - INSTANT)
    return bool(opening and opening < span.until and rule_for(len(group.invited)) is None)
