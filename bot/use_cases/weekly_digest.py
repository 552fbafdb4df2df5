"""Word the weekly digest of one supervisor."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.digest import Released, TeamWeek, digest_prompts
from bot.domain.prompts import Prompt
from bot.domain.release import MAX_OPEN
from bot.domain.team import Team
from bot.store import digests, messages, teams
from bot.use_cases.survey_news import Keys, News, Span, gather_news
from bot.views import digest
from bot.views.parts import Message

INSTANT = timedelta(microseconds=1)


def compose_digest(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """The digest of all teams that this person supervises.

    None where they supervise none any more, or get their digest at another time now. It reads
    releases, never answers, and tells nothing of a round that is open but whether it is held.
    """
    every = teams.every(tx)
    due = digest_prompts(every, prompt.due_at, prompt.due_at + INSTANT)
    if all(one.recipient != prompt.recipient for one in due):
        return None
    span = _span(tx, prompt)
    mine = [team for team in every if _reads(team, prompt.recipient)]
    news = gather_news(tx, mine, every, span)
    alone = [_week(tx, team, news, span) for team in mine]
    weeks = [*alone, *_pooled(words, news, every)]
    if all(week.is_quiet for week in weeks) and _is_first(tx, prompt):
        return digest.welcome(words)
    return digest.digest(words, weeks)


def _is_first(tx: Connection, prompt: Prompt) -> bool:
    return digests.last_due(tx, prompt.recipient, prompt.due_at) is None


def _reads(team: Team, person: str) -> bool:
    return any(reader.id == person for reader in team.digest_readers())


def _span(tx: Connection, prompt: Prompt) -> Span:
    """Releases are news since the digest before this one, even if it is weeks ago."""
    since, until = (datetime.fromisoformat(prompt.subject[name]) for name in ("since", "until"))
    last = digests.last_due(tx, prompt.recipient, until) or since
    return Span(since, max(last, until - MAX_OPEN), until)


def _week(tx: Connection, team: Team, news: News, span: Span) -> TeamWeek:
    """Debriefs of people who leave alone are not counted, on purpose: that would count a person."""
    held = messages.debriefs(tx, team, span.since, span.until)
    return _told(news, (team.key,), TeamWeek(team.name, offered=len(held), held=sum(held)))


def _pooled(words: Words, news: News, every: list[Team]) -> list[TeamWeek]:
    """What teams are told that were asked together, under the names of all of them."""
    names = {team.key: team.name for team in every}
    together = [keys for keys in news.about() if len(keys) > 1]
    return [
        _told(news, keys, TeamWeek(words.listed([names[key] for key in keys]))) for keys in together
    ]


def _told(news: News, keys: Keys, week: TeamWeek) -> TeamWeek:
    found = [(one, release) for one, release in news.released if one.teams == keys]
    return replace(
        week,
        releases=tuple(Released(one.template, release) for one, release in found),
        ended=tuple(one.state for one in news.ended if one.teams == keys),
        too_small=keys in news.too_small,
        kept_open=any(one.teams == keys for one in news.held),
    )
