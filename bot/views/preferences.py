"""The form in which a person says what they get, and what it sends back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.content.catalogue import Words
from bot.domain.absence import MOST_DAYS
from bot.domain.choices import Choice, Oversight, Topic, Wish
from bot.views import parts
from bot.views.parts import Block, View

KEEP = "day.prompts.keep"
TOPIC = "topic."
BACK_ON = "back_on"

Off = Mapping[Topic, datetime | None]


def form(words: Words, topics: Sequence[Topic], off: Off, timezone: str) -> View:
    """A question for each topic, with what holds now filled in, and one day for all of them."""
    blocks = [
        parts.section(words("day.prompts.intro")),
        *(_question(words, topic, off, timezone) for topic in topics),
        parts.calendar(
            BACK_ON,
            words.plain("day.prompts.back_on"),
            hint=words.plain("day.prompts.back_on_hint"),
        ),
        parts.context(words("day.prompts.small_print")),
    ]
    return parts.modal(
        words,
        KEEP,
        words.plain("day.prompts.title"),
        blocks,
        submit=words.plain("day.prompts.submit"),
        close=words.plain("day.prompts.close"),
    )


def parse(view: View) -> Wish:
    """What was chosen."""
    found = parts.state(view)
    day = found[BACK_ON]
    choices = {
        Topic(block.removeprefix(TOPIC)): Choice(chosen)
        for block, chosen in found.items()
        if block.startswith(TOPIC)
    }
    return Wish(choices, date.fromisoformat(day) if day else None)


def wrong(words: Words, oversight: Oversight) -> dict[str, str]:
    """One sentence that says what to do, at the day."""
    return {BACK_ON: words.plain(f"day.oversight.{oversight}", most=MOST_DAYS)}


def _question(words: Words, topic: Topic, off: Off, timezone: str) -> Block:
    until = off.get(topic)
    now = Choice.KEEP if until else Choice.OFF if topic in off else Choice.ON
    offered = [choice for choice in Choice if choice is not Choice.KEEP or until]
    options = {choice: _option(words, choice, until, timezone) for choice in offered}
    label = words.plain(f"day.prompts.{topic}")
    return parts.choice(
        TOPIC + topic, label, options.values(), initial=options[now], optional=False
    )


def _option(words: Words, choice: Choice, until: datetime | None, timezone: str) -> Block:
    when = words.day_and_time(until, timezone) if until else ""
    return parts.option(words.plain(f"day.prompts.{choice}", until=when), choice)
