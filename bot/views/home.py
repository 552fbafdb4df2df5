"""The Home tab: what comes first for whoever opens it, and in the same order for everybody."""

from bot.content.catalogue import Words
from bot.content.text import city, mention
from bot.domain.group import Group
from bot.domain.home import Home
from bot.domain.survey import Round
from bot.views import (
    about_me,
    agenda,
    day,
    how_and_when,
    privacy,
    results,
    supervision,
    survey,
    survey_opening,
    today,
    undelivered,
)
from bot.views.parts import Block, View, actions, button, divider, header, section
from bot.views.setup import teams

BLOCKS = 100
"""Of a Home tab (Slack)."""

OFFERS = 3
"""Groups for which the page offers a survey; `/survey` offers the rest."""


def home(words: Words, page: Home) -> View:
    """The whole page."""
    above = [
        section(words(f"home.greeting.{_reader(page)}", person=mention(page.person))),
        *today.on_home(words, page),
        *undelivered.on_home(words, page.undelivered),
        *(supervision.on_home(words, page.meetings) if page.teams else []),
        *_surveys(words, page),
        *teams.on_home(words, page.set_up),
    ]
    below = [*_preferences(words, page), *_kept(words, page)]
    room = BLOCKS - len(above) - len(below)
    return {"type": "home", "blocks": [*above, *agenda.on_home(words, page.agenda, room), *below]}


def _reader(page: Home) -> str:
    return "hello" if page.teams else "stranger"


def _surveys(words: Words, page: Home) -> list[Block]:
    told = [
        *(block for one in page.open_rounds for block in _survey(words, one, page.timezone)),
        *(results.on_home(words, page.latest, page.timezone) if page.latest else []),
        *(block for group in page.to_open[:OFFERS] for block in _offer(words, group)),
    ]
    if not told:
        return []
    return [divider(), header(words.plain("home.survey.heading")), *told]


def _survey(words: Words, opened: Round, timezone: str) -> list[Block]:
    when = words.day_and_time(opened.closes_at, timezone)
    title = opened.template.of(words.language).title
    return [
        section(words("home.survey.open", title=title, when=when, place=city(timezone))),
        actions(opened.id, button(words.plain("home.survey.answer"), survey.OPEN, opened.id)),
    ]


def _offer(words: Words, group: Group) -> list[Block]:
    offer = button(words.plain("survey.offer.button"), survey_opening.OFFER, group.key)
    return [
        section(words("survey.offer.text", team=survey_opening.names(words, group))),
        actions(f"offer-{group.key}", offer),
    ]


def _preferences(words: Words, page: Home) -> list[Block]:
    """A language is everybody's to choose; the rest is about what a team asks for."""
    how = button(words.plain("preferences.home.button"), how_and_when.OPEN, "home")
    row = [*day.buttons(words), how] if page.teams else [how]
    told = "preferences.home.text" if page.teams else "preferences.home.stranger"
    return [
        divider(),
        header(words.plain("preferences.home.heading")),
        section(words(told)),
        actions("preferences", *row),
    ]


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
