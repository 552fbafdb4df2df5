"""A person's own day: the part of Home, and what `/holdspace quiet` answers."""

from datetime import datetime

from bot.content.catalogue import Words
from bot.domain.home import Day
from bot.views.parts import Block, Message, actions, button, context, header, section

QUIET = "day.quiet"
LOUD = "day.loud"
AWAY = "day.away"
PROMPTS = "day.prompts"


def on_home(words: Words, day: Day, timezone: str) -> list[Block]:
    """How it stands, the three buttons, and who sees what is said with them."""
    row = actions(
        "day",
        _loud(words) if day.quiet_until else button(words.plain("day.button.quiet"), QUIET, "home"),
        button(words.plain("day.button.away"), AWAY, "home"),
        button(words.plain("day.button.prompts"), PROMPTS, "home"),
    )
    heading = header(words.plain("day.home.heading"))
    return [
        heading,
        section(_standing(words, day, timezone)),
        row,
        context(words("day.home.small_print")),
    ]


def quiet(words: Words, until: datetime, timezone: str, *, begun: bool) -> Message:
    """It is quiet from now on, or has been before, and this is how to end it."""
    when = words.day_and_time(until, timezone)
    told = words("day.quiet.begun", until=when) if begun else words("day.quiet.already", until=when)
    return Message(told, [section(told), actions("day", _loud(words))])


def ended(words: Words) -> Message:
    """What stands in its place once it is over."""
    told = words("day.quiet.ended")
    return Message(told, [section(told)])


def _standing(words: Words, day: Day, timezone: str) -> str:
    if day.quiet_until:
        return words("day.home.quiet", until=words.day_and_time(day.quiet_until, timezone))
    return words("day.home.off") if day.off else words("day.home.text")


def _loud(words: Words) -> Block:
    return button(words.plain("day.button.loud"), LOUD, "quiet")
