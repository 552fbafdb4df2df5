"""Start a break of five minutes, or say how long the present one lasts; and suggest something."""

from datetime import datetime
from random import Random

from sqlalchemy import Connection

from bot.content.suggestions import RECENT, Idea, Suggestions
from bot.domain.breaks import Break
from bot.store import breaks, deliveries


def start_break(
    tx: Connection, ideas: Suggestions, random: Random, person: str, now: datetime
) -> Idea | int:
    """An idea for the break that begins now, or the minutes left of the one that runs."""
    breaks.lock(tx, person)
    last = breaks.latest(tx, person)
    if last and last.runs(now):
        return last.minutes_left(now)
    idea = ideas.choose(random, last.ideas if last else ())
    breaks.forget(tx, person)
    deliveries.plan(tx, [Break.begin(person, now, idea.key).prompt()])
    return idea


def another_idea(
    tx: Connection, ideas: Suggestions, random: Random, person: str, now: datetime
) -> Idea | None:
    """One more for the break that runs; None where it is over."""
    breaks.lock(tx, person)
    last = breaks.latest(tx, person)
    if last is None or not last.runs(now):
        return None
    idea = ideas.choose(random, last.ideas)
    breaks.change(tx, Break(person, last.over_at, (*last.ideas, idea.key)[-RECENT:]))
    return idea
