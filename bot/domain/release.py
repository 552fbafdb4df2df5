"""What a round may make public, and when: the whole of the rule, in one place.

The adversary is whoever reads a release, and up to t respondents who pool what they answered and
know how many took part. Each of the eight rules:

1. A round belongs to the group invited when it opened, of at least MIN_INVITED people. Teams are
   pooled by the group that their files name; below COMFORTABLE a sibling team is worth asking.
2. Whoever reads the digest of any team of the group is no respondent, and nothing is
   cross-tabulated.
3. A round is released at its closing time, never when the k-th answer comes in.
4. With fewer than k respondents the same slots stay open, a week at a time, until MAX_OPEN has
   passed; then they are destroyed unread. Rounds are never added up.
5. Of the n people who answered a question, c had the concern at least sometimes. Only a band of c
   is released, and only a band of the number of respondents.
6. Each person is asked in one group only (`pooled`), so that no two releases overlap.
7. The floors of k and t are in `Rule` and cannot be passed by; a round keeps those it opened with,
   and nothing that is set up or asked for has a say in them.
8. Comments are released from MIN_FOR_COMMENTS respondents and MIN_COMMENTS comments on, in random
   order, with nothing beside them. Below that they are destroyed with the round's key.

By enumeration an exact count exposes somebody whenever c <= t or c >= n - t; the bands expose
nobody (tests/domain/test_release.py repeats it). Someone who knows all other answers learns the
last one from any report that is not constant: no rule prevents that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bot.domain.group import Group
from bot.domain.survey import Answer, Template
from bot.domain.team import Member, Team

MIN_INVITED = 5
COMFORTABLE = 8
"""People invited, below which pooling with a sibling team is advised: comments need as many."""
MIN_T = 1
LARGE_GROUP = 10
"""People invited, from which on two may pool what they know."""
MIN_FOR_COMMENTS = 8
MIN_COMMENTS = 3
WEEK = timedelta(weeks=1)
MAX_OPEN = timedelta(weeks=4)


class Band(StrEnum):
    """How many of those who answered had a concern at least sometimes."""

    FEW = "few or none"
    SOME = "some"
    MOST = "most or all"


class People(StrEnum):
    """How many took part."""

    FIVE = "5 to 9"
    TEN = "10 to 19"
    TWENTY = "20 and over"


@dataclass(frozen=True, slots=True)
class Rule:
    """k respondents at least, of whom t may pool what they know.

    Raises:
        ValueError: below a floor: t is at least 1, and k at least 5 and 2t + 3.
    """

    k: int
    t: int

    def __post_init__(self) -> None:
        if self.t < MIN_T or self.k < smallest_k(self.t):
            raise ValueError("k and t may not be lower than the floors of the release rules")


@dataclass(frozen=True, slots=True)
class Release:
    """What everybody may know of a closed round. A question without a band had too few answers."""

    people: People
    bands: dict[str, Band | None]
    comments: tuple[str, ...]


def pooled(teams: Iterable[Team]) -> list[Group]:
    """Every team in its group, and every person in one of them at most.

    Whoever is in teams of two groups is asked in the first by key. Groups without a cadence come
    after all that have one: a round that is only opened by hand takes nobody away from those.
    """
    by_key: dict[str, list[Team]] = {}
    for team in sorted(teams, key=lambda team: team.key):
        by_key.setdefault(team.group, []).append(team)
    groups: list[Group] = []
    taken: set[str] = set()
    for key in sorted(by_key, key=lambda key: (_has_no_cadence(by_key[key]), key)):
        invited = _respondents(by_key[key], taken)
        taken |= {member.id for member in invited}
        groups.append(Group(key, tuple(by_key[key]), invited))
    return groups


def smallest_k(t: int) -> int:
    """The fewest respondents for which bands against t people stay apart and say something."""
    return max(MIN_INVITED, 2 * t + 3)


def rule_for(invited: int) -> Rule | None:
    """The rule of a group of this many people; None where it is too small to ask at all."""
    if invited < MIN_INVITED:
        return None
    t = MIN_T + 1 if invited >= LARGE_GROUP else MIN_T
    return Rule(smallest_k(t), t)


def release(
    template: Template, answers: Sequence[Answer], rule: Rule, random: Random
) -> Release | None:
    """What the answers of a round make public; None where too few people gave one."""
    given = [answer for answer in answers if not answer.is_empty]
    if len(given) < rule.k:
        return None
    bands = {item.key: _of_item(item.key, given, rule) for item in template.items}
    return Release(people(len(given)), bands, _comments(given, random))


def band(concerned: int, answered: int, rule: Rule) -> Band | None:
    """The band of c = `concerned` among n = `answered`; None where fewer than k answered."""
    if answered < rule.k:
        return None
    if concerned <= rule.t + 1:
        return Band.FEW
    return Band.MOST if concerned >= answered - rule.t - 1 else Band.SOME


def people(respondents: int) -> People:
    """The band of the number of respondents."""
    if respondents < 10:  # noqa: PLR2004 - the bands' own names
        return People.FIVE
    return People.TEN if respondents < 20 else People.TWENTY  # noqa: PLR2004 - the same


def held_until(opened_at: datetime, closes_at: datetime, now: datetime) -> datetime | None:
    """When a round that too few answered closes next; None where it has been open long enough.

    A whole number of weeks later, and after `now`, however late the close was noticed.
    """
    last, until = opened_at + MAX_OPEN, closes_at + WEEK
    if closes_at >= last or now >= last:
        return None
    while until <= now:
        until += WEEK
    return min(until, last)


def _has_no_cadence(teams: Sequence[Team]) -> bool:
    return all(team.survey is None for team in teams)


def _respondents(teams: Sequence[Team], taken: set[str]) -> tuple[Member, ...]:
    """All that the teams would ask, once each, but for those who read what the round releases."""
    out = taken | {reader.id for team in teams for reader in team.digest_readers()}
    found: dict[str, Member] = {}
    for team in teams:
        for member in team.respondents():
            found.setdefault(member.id, member)
    return tuple(member for member in found.values() if member.id not in out)


def _of_item(key: str, answers: Sequence[Answer], rule: Rule) -> Band | None:
    levels = [answer.levels[key] for answer in answers if key in answer.levels]
    return band(sum(level >= 1 for level in levels), len(levels), rule)


def _comments(answers: Sequence[Answer], random: Random) -> tuple[str, ...]:
    written = [text for answer in answers if (text := answer.comment.strip())]
    if len(answers) < MIN_FOR_COMMENTS or len(written) < MIN_COMMENTS:
        return ()
    # Sorted first, so that the order owes nothing to the slots, whatever shuffles.
    return tuple(random.sample(sorted(written), len(written)))
