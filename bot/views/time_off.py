"""The form for time off, what it sends back, and the list of what is entered."""

from collections.abc import Sequence
from datetime import date

from bot.content.catalogue import Words
from bot.domain.absence import MOST_DAYS, MOST_ENTRIES, Slip, TimeOff
from bot.views import parts
from bot.views.parts import Block, View

ENTER = "day.away.enter"
KEPT = "day.away.kept"
TAKE_BACK = "day.away.take_back"
FIRST = "from"
LAST = "until"

Entered = Sequence[tuple[int, TimeOff]]


def form(words: Words, entered: Entered) -> View:
    """Two days to choose, and what there is already."""
    blocks = [
        parts.section(words("day.away.intro")),
        parts.calendar(FIRST, words.plain("day.away.from"), optional=False),
        parts.calendar(LAST, words.plain("day.away.until"), optional=False),
        *(_listed(words, entered) if entered else []),
        parts.context(words("day.away.small_print")),
    ]
    submit = words.plain("day.away.submit")
    return parts.modal(words, ENTER, words.plain("day.away.title"), blocks, submit=submit)


def parse(person: str, view: View) -> TimeOff:
    """The days that were chosen."""
    found = parts.state(view)
    return TimeOff(person, date.fromisoformat(found[FIRST]), date.fromisoformat(found[LAST]))


def wrong(words: Words, slip: Slip) -> dict[str, str]:
    """One sentence that says what to do, at the day that it is about."""
    told = words.plain(f"day.slip.{slip}", most=MOST_DAYS, entries=MOST_ENTRIES)
    return {FIRST if slip is Slip.FAR else LAST: told}


def kept(words: Words, entered: Entered) -> View:
    """What takes the form's place once the days are entered."""
    told = words("day.away.kept") if entered else words("day.away.none")
    blocks = [
        parts.section(told),
        *_listed(words, entered),
        parts.context(words("day.away.small_print")),
    ]
    return parts.modal(words, KEPT, words.plain("day.away.title"), blocks)


def without(words: Words, view: View, entered: Entered) -> View:
    """The same form or list, with what is still entered."""
    return form(words, entered) if view["callback_id"] == ENTER else kept(words, entered)


def _listed(words: Words, entered: Entered) -> list[Block]:
    heading = parts.header(words.plain("day.away.heading"))
    return [heading, *(_line(words, *each) for each in entered)] if entered else []


def _line(words: Words, number: int, entered: TimeOff) -> Block:
    first, last = words.dated(entered.first_day), words.dated(entered.last_day)
    days = (
        words("day.away.one_day", first=first)
        if entered.days == 1
        else words("day.away.days", first=first, last=last)
    )
    back = parts.button(words.plain("day.button.take_back"), TAKE_BACK, str(number))
    return parts.section(days) | {"accessory": back}
