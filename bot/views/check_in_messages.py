"""What is said about a check-in by direct message."""

from dataclasses import dataclass
from datetime import datetime

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn, city, mention
from bot.domain.team import Role
from bot.views.parts import Message, actions, button, context, section

BUILD = "agenda.build"
NOTHING = "agenda.nothing"
SEE = "check_in.see"
POINTS = "check_in.points"
HELD = "check_in.held"
MOVE = "check_in.move"
NOT_NEEDED = "check_in.not_needed"


@dataclass(frozen=True, slots=True)
class About:
    """One check-in as one of its two people is told of it: its number, with whom, and when.

    `timezone` is the reader's own, and `elsewhere`: whether the other one's is another.
    """

    number: int
    line: Role
    other: str | None
    starts_at: datetime
    timezone: str
    elsewhere: bool = False

    @property
    def value(self) -> str:
        """What a button about it holds."""
        return str(self.number)

    def when(self, words: Words) -> str:
        """The day and the time where the reader is."""
        return words.day_and_time(self.starts_at, self.timezone)

    @property
    def who(self) -> Mrkdwn:
        """The other one, if there is one."""
        return mention(self.other) if self.other else Mrkdwn("")

    def place(self, words: Words) -> str:
        """Which clock that is, where the two are not in the same time zone."""
        where = words.plain("debrief.prompt.place", city=city(self.timezone))
        return f" {where}" if self.elsewhere else ""


def line(words: Words, which: Role) -> str:
    """What a line of supervision is called in a sentence."""
    return words.plain(f"check_in.line.{which.replace(' ', '_')}")


def agenda(words: Words, about: About) -> Message:
    """To the person: there is time to make an agenda."""
    key = "with" if about.other else "alone"
    text = words(
        f"check_in.agenda.{key}",
        line=line(words, about.line),
        holder=about.who,
        when=about.when(words),
        place=about.place(words),
    )
    row = actions(
        "agenda",
        button(words.plain("check_in.agenda.build"), BUILD, about.value, "primary"),
        button(words.plain("check_in.agenda.nothing"), NOTHING, about.value),
    )
    return Message(text, [section(text), row, context(words("check_in.agenda.small_print"))])


def nothing(words: Words, about: About) -> Message:
    """What stands in its place after "Nothing this time"."""
    return _told(words("check_in.agenda.fine", when=about.when(words)))


def before(words: Words, about: About, *, shared: bool) -> Message:
    """To the holder, an hour ahead. The agenda itself is behind a button and never in Slack."""
    text = words(
        f"check_in.before.{'shared' if shared else 'unshared'}",
        line=line(words, about.line),
        person=about.who,
        time=words.time(about.starts_at, about.timezone),
        place=about.place(words),
    )
    points = button(words.plain("check_in.before.points"), POINTS, about.value)
    see = button(words.plain("check_in.before.see"), SEE, about.value, "primary")
    row = actions("check_in", *([see] if shared else []), points)
    return Message(text, [section(text), row])


def after(words: Words, about: About) -> Message:
    """To both, once it should be over."""
    its = line(words, about.line)
    text = words("check_in.after.text", line=its, other=about.who, when=about.when(words))
    row = actions(
        "check_in",
        button(words.plain("check_in.after.held"), HELD, about.value),
        button(words.plain("check_in.after.move"), MOVE, about.value),
        button(words.plain("check_in.after.not_needed"), NOT_NEEDED, about.value),
    )
    return Message(text, [section(text), row, context(words("check_in.after.small_print"))])


def moved(words: Words, about: About) -> Message:
    """To the other one: it is at another time."""
    its, place = line(words, about.line), about.place(words)
    return _told(
        words("check_in.moved.text", line=its, other=about.who, when=about.when(words), place=place)
    )


def cover(words: Words, about: About) -> Message:
    """To the person, in advance: who will be there."""
    key = "other" if about.other else "nobody"
    its, place = line(words, about.line), about.place(words)
    return _told(
        words(
            f"check_in.cover.{key}", line=its, holder=about.who, when=about.when(words), place=place
        )
    )


def no_cover(words: Words, about: About) -> Message:
    """To the coordinator: nobody is there for it."""
    its, place = line(words, about.line), about.place(words)
    return _told(
        words(
            "check_in.no_cover.text",
            line=its,
            person=about.who,
            when=about.when(words),
            place=place,
        )
    )


def _told(text: str) -> Message:
    return Message(text, [section(text)])
