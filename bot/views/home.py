"""The Home tab: what is coming up, what is open, what is kept."""

from datetime import datetime

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn, city, mention
from bot.domain.debrief import Leaving
from bot.domain.group import Group
from bot.domain.home import Home
from bot.domain.survey import Round
from bot.views import (
    about_me,
    agenda,
    breaks,
    day,
    privacy,
    supervision,
    survey,
    survey_opening,
    undelivered,
)
from bot.views.parts import Block, View, actions, button, divider, header, section
from bot.views.setup import teams

DEBRIEF_NOW = "debrief.now"
BLOCKS = 100
"""Of a Home tab (Slack)."""

OFFERS = 3
"""Groups for which the page offers a survey; `/survey` offers the rest."""


def home(words: Words, page: Home) -> View:
    """The whole page."""
    above = [
        *_today(words, page),
        *breaks.on_home(words),
        *(day.on_home(words, page.day, page.timezone) if page.teams else []),
        *undelivered.on_home(words, page.undelivered),
        *(supervision.on_home(words, page.meetings) if page.teams else []),
        *(block for one in page.open_rounds for block in _survey(words, one, page.timezone)),
        *(block for group in page.to_open[:OFFERS] for block in _offer(words, group)),
        *teams.on_home(words, page.set_up),
    ]
    below = _kept(words, page)
    room = BLOCKS - len(above) - len(below)
    return {"type": "home", "blocks": [*above, *agenda.on_home(words, page.agenda, room), *below]}


def _kept(words: Words, page: Home) -> list[Block]:
    return [
        divider(),
        header(words.plain("home.privacy.heading")),
        section(words("home.privacy.text")),
        section(about_me.stored(words, page.stored)),
        actions(
            "privacy",
            button(words.plain("home.privacy.more"), privacy.OPEN, "home"),
            *about_me.buttons(words),
        ),
    ]


def _today(words: Words, page: Home) -> list[Block]:
    greeting = "home.greeting.hello" if page.teams else "home.greeting.stranger"
    lines = [_debrief(words, page, due, leaving) for due, leaving in page.debriefs]
    now = button(words.plain("home.today.now"), DEBRIEF_NOW, "home", "primary")
    return [
        section(words(greeting, person=mention(page.person))),
        header(words.plain("home.today.heading")),
        section("\n".join(lines) or words("home.today.nothing")),
        actions("today", now),
    ]


def _debrief(words: Words, page: Home, due: datetime, leaving: Leaving) -> str:
    channels = {team.key: Mrkdwn(f"<#{team.channel}>") for team in page.teams}
    together = words("home.today.together", channel=channels[leaving.team])
    where = together if len(leaving.people) > 1 else words("home.today.alone")
    when = words.day_and_time(due, page.timezone)
    return words("home.today.debrief", when=when, where=Mrkdwn(where))


def _survey(words: Words, opened: Round, timezone: str) -> list[Block]:
    when = words.day_and_time(opened.closes_at, timezone)
    title = opened.template.of(words.language).title
    return [
        divider(),
        header(words.plain("home.survey.heading")),
        section(words("home.survey.open", title=title, when=when, place=city(timezone))),
        actions(opened.id, button(words.plain("home.survey.answer"), survey.OPEN, opened.id)),
    ]


def _offer(words: Words, group: Group) -> list[Block]:
    offer = button(words.plain("survey.offer.button"), survey_opening.OFFER, group.key)
    return [
        divider(),
        header(words.plain("survey.offer.heading")),
        section(words("survey.offer.text", team=survey_opening.names(words, group))),
        actions(f"offer-{group.key}", offer),
    ]
