"""A person's own day: its parts of Home, and what `/holdspace quiet` answers."""

from datetime import datetime

from bot.content.catalogue import Words
from bot.domain.home import Day
from bot.views.parts import Block, Message, actions, button, section

QUIET = "day.quiet"
LOUD = "day.loud"
AWAY = "day.away"
PROMPTS = "day.prompts"


def standing(words: Words, day: Day, timezone: str) -> list[str]:
    """That it is quiet, or a day off; on any other day there is nothing to say."""
    if day.quiet_until:
        return [words("day.home.quiet", until=words.day_and_time(day.quiet_until, timezone))]
    return [words("day.home.off")] if day.off else []


def quiet_button(words: Words, day: Day) -> Block:
    """Quiet today, or the end of it."""
    if day.quiet_until:
        return _loud(words)
    return button(words.plain("day.button.quiet"), QUIET, "home")


def buttons(words: Words) -> list[Block]:
    """What comes, and days off."""
    return [
        button(words.plain("day.button.prompts"), PROMPTS, "home"),
        button(words.plain("day.button.away"), AWAY, "home"),
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


def _loud(words: Words) -> Block:
    return button(words.plain("day.button.loud"), LOUD, "quiet")
