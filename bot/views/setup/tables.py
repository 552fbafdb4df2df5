"""The forms for what a team has once: itself, its day and messages, its survey, supervision."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.content.catalogue import Words
from bot.domain.edits import Tables
from bot.domain.rhythm import WEEKDAYS
from bot.domain.set_up import SetUp, mark, tables
from bot.domain.survey import Template
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import frames, ref
from bot.views.setup.ref import Ref
from bot.views.setup.teams import NAME

FORMS: Mapping[str, tuple[str, ...]] = {
    "team": ("team", "holidays"),
    "day": ("debrief", "digest", "prompts", "breaks"),
    "survey": ("survey",),
    "supervision": ("supervision",),
}
"""Which tables of the set-up each form shows."""

NONE = "none"
YES = "yes"
REMINDERS, TEMPLATE = "breaks.reminders", "survey.template"


def form(words: Words, its: SetUp, which: str, templates: Sequence[Template], today: date) -> View:
    """One of them, with what holds now filled in."""
    blocks = {
        "team": lambda: _team(words, its),
        "day": lambda: _day(words, its),
        "survey": lambda: _survey(words, its, templates, today),
        "supervision": lambda: _supervision(words, its),
    }
    seen = mark(tables(its.data, FORMS[which]))
    about = Ref(its.team.key, which, seen)
    title = words.plain(f"setup.{which}.title")
    return frames.form(words, title, about, blocks[which](), callback=ref.TABLES)


def parse(view: View) -> Tables:
    """The edit that was asked for. Only what the form shows can be in it."""
    about = ref.read(view["private_metadata"])
    names = FORMS[about.part]
    found = {k: v for k, v in parts.state(view).items() if k.partition(".")[0] in names}
    if found.get(TEMPLATE) == NONE:
        return Tables(names, about.seen, drops=("survey",))
    return Tables(names, about.seen, {name: _value(name, each) for name, each in found.items()})


def _value(name: str, given: Any) -> Any:  # noqa: ANN401 - text, a number, a choice
    """As a team file has it: numbers without quotes, and nothing where nothing was written."""
    if name == REMINDERS:
        return given == YES
    text = str(given or "").strip()
    if name in NUMBERS:
        return int(text) if text.lstrip("-").isdecimal() else text
    return text or None


NUMBERS = {
    "debrief.minutes_before_end": (1, 60),
    "prompts.a_day": (1, 20),
    "survey.every_weeks": (1, 52),
    "survey.open_days": (0, 28),
    "supervision.onboarding_weeks": (0, 104),
    "supervision.prepare_days": (0, 10),
    "supervision.minutes": (10, 240),
}
"""Whole numbers, and from where to where they go, as in a team file."""


def _number(words: Words, name: str, key: str, value: int) -> Block:
    return inputs.number(name, words.plain(key), value, *NUMBERS[name])


def _team(words: Words, its: SetUp) -> list[Block]:
    team, region = its.data["team"], its.data.get("holidays", {}).get("region")
    needed = {"optional": False}
    zone_hint, region_hint, route_hint = (
        words.plain(key)
        for key in (
            "setup.field.timezone_hint",
            "setup.team.region_hint",
            "setup.team.danger_route_hint",
        )
    )
    name, channel, zone = (
        words.plain(key)
        for key in ("setup.field.name", "setup.field.channel", "setup.field.timezone")
    )
    route = words.plain("setup.team.danger_route")
    return [
        inputs.line("team.name", name, team["name"], NAME, **needed),
        inputs.channel("team.channel", channel, team["channel"], **needed),
        inputs.line("team.timezone", zone, team["timezone"], 64, hint=zone_hint, **needed),
        inputs.line(
            "holidays.region", words.plain("setup.team.region"), region, 16, hint=region_hint
        ),
        inputs.text("team.danger_route", route, team.get("danger_route"), 300, hint=route_hint),
    ]


def _day(words: Words, its: SetUp) -> list[Block]:
    debrief, digest, prompts = (its.data[name] for name in ("debrief", "digest", "prompts"))
    weekdays = [(day, ref.weekday(words, day)) for day in WEEKDAYS]
    answers = [(YES, words.plain("setup.day.yes")), ("no", words.plain("setup.day.no"))]
    reminded = YES if its.data["breaks"]["reminders"] else "no"
    needed = {"optional": False}
    minutes = debrief["minutes_before_end"]
    return [
        _number(words, "debrief.minutes_before_end", "setup.day.minutes", minutes),
        inputs.one_of(
            "digest.weekday",
            words.plain("setup.day.weekday"),
            weekdays,
            digest["weekday"],
            **needed,
        ),
        inputs.clock("digest.at", words.plain("setup.day.at"), digest["at"]),
        _number(words, "prompts.a_day", "setup.day.a_day", prompts["a_day"]),
        inputs.one_of(REMINDERS, words.plain("setup.day.reminders"), answers, reminded, **needed),
    ]


def _survey(words: Words, its: SetUp, templates: Sequence[Template], today: date) -> list[Block]:
    """For a team without one: the first there is, from the Monday after next."""
    survey = its.data.get("survey", {})
    choices = [(NONE, words.plain("setup.survey.none"))]
    choices += [(each.key, each.of(words.language).title) for each in templates]
    known = {key for key, _ in choices}
    if survey and survey["template"] not in known:
        choices.append((survey["template"], survey["template"]))
    monday = today + timedelta(days=14 - today.weekday())
    first, opens, closes = (
        survey.get(name, usual)
        for name, usual in (("first_day", monday), ("opens", "10:00"), ("closes", "16:00"))
    )
    weeks, days = survey.get("every_weeks", 4), survey.get("open_days", 4)
    return [
        inputs.one_of(
            TEMPLATE,
            words.plain("setup.survey.template"),
            choices,
            survey.get("template", NONE),
            optional=False,
        ),
        inputs.day(
            "survey.first_day", words.plain("setup.survey.first_day"), first, optional=False
        ),
        _number(words, "survey.every_weeks", "setup.survey.every_weeks", weeks),
        inputs.clock("survey.opens", words.plain("setup.survey.opens"), opens),
        _number(words, "survey.open_days", "setup.survey.open_days", days),
        inputs.clock("survey.closes", words.plain("setup.survey.closes"), closes),
        inputs.line(
            "survey.group",
            words.plain("setup.survey.group"),
            survey.get("group"),
            64,
            hint=words.plain("setup.survey.group_hint"),
        ),
    ]


def _supervision(words: Words, its: SetUp) -> list[Block]:
    held = its.data["supervision"]
    weeks, days, minutes = (held[name] for name in ("onboarding_weeks", "prepare_days", "minutes"))
    return [
        _number(words, "supervision.onboarding_weeks", "setup.supervision.onboarding_weeks", weeks),
        _number(words, "supervision.prepare_days", "setup.supervision.prepare_days", days),
        _number(words, "supervision.minutes", "setup.supervision.minutes", minutes),
    ]
