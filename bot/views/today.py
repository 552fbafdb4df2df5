"""The first part of Home: the reader's shift, what comes up, and what can be done at once."""

from datetime import datetime

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn
from bot.domain.check_in import Meeting
from bot.domain.debrief import Leaving
from bot.domain.home import Coming, Home
from bot.views import breaks, day, supervision
from bot.views.parts import Block, actions, button, context, header, section

DEBRIEF_NOW = "debrief.now"
SHOWN = 8
"""Lines of what comes up: more than anybody's day has, but for somebody in dozens of teams."""


def on_home(words: Words, page: Home) -> list[Block]:
    """Whoever is in no team has nothing planned, and can do the same with a shift behind them."""
    at_once = [
        button(words.plain("home.today.now"), DEBRIEF_NOW, "home", "primary"),
        button(words.plain("breaks.button.home"), breaks.FIVE, "home"),
    ]
    if not page.teams:
        return [actions("today", *at_once)]
    return [
        header(words.plain("home.today.heading")),
        section("\n".join(_lines(words, page))),
        actions("today", *at_once, day.quiet_button(words, page.day)),
        context(words("day.home.small_print")),
    ]


def _lines(words: Words, page: Home) -> list[str]:
    zone = page.timezone
    coming = [_line(words, page, at, one) for at, one in page.coming()[:SHOWN]]
    return [
        *_shift(words, page, zone),
        *day.standing(words, page.day, zone),
        *(coming or [words("home.today.nothing")]),
    ]


def _shift(words: Words, page: Home, zone: str) -> list[str]:
    if page.day.on_shift_until:
        return [words("home.today.on_shift", until=words.time(page.day.on_shift_until, zone))]
    if page.day.next_shift:
        when = words.day_and_time(page.day.next_shift, zone)
        return [words("home.today.next_shift", when=when)]
    return []


def _line(words: Words, page: Home, at: datetime, one: Coming) -> str:
    when = words.day_and_time(at, page.timezone)
    if isinstance(one, Meeting):
        return supervision.in_a_line(words, one)
    if isinstance(one, Leaving):
        return words("home.today.debrief", when=when, where=Mrkdwn(_where(words, page, one)))
    return words("home.today.closes", when=when, title=one.template.of(words.language).title)


def _where(words: Words, page: Home, leaving: Leaving) -> str:
    channels = {team.key: Mrkdwn(f"<#{team.channel}>") for team in page.teams}
    if len(leaving.people) > 1:
        return words("home.today.together", channel=channels[leaving.team])
    return words("home.today.alone")
