"""What is said about a check-in by direct message."""

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn, city, mention
from bot.domain.check_in import Meeting
from bot.domain.team import Role
from bot.views.parts import Message, actions, button, context, section

BUILD = "agenda.build"
NOTHING = "agenda.nothing"
SEE = "check_in.see"
POINTS = "check_in.points"
HELD = "check_in.held"
MOVE = "check_in.move"
NOT_NEEDED = "check_in.not_needed"


def when(words: Words, its: Meeting) -> str:
    """The day and the time where the reader is."""
    return words.day_and_time(its.starts_at, its.timezone)


def who(its: Meeting) -> Mrkdwn:
    """The other one, if there is one."""
    return mention(its.other) if its.other else Mrkdwn("")


def place(words: Words, its: Meeting) -> str:
    """Which clock that is by, where the two are not in the same time zone."""
    where = words.plain("debrief.prompt.place", city=city(its.timezone))
    return f" {where}" if its.elsewhere else ""


def line(words: Words, which: Role) -> str:
    """What a line of supervision is called in a sentence."""
    return words.plain(f"check_in.line.{which.replace(' ', '_')}")


def agenda(words: Words, its: Meeting) -> Message:
    """To the person: there is time to make an agenda."""
    key = "with" if its.other else "alone"
    text = words(
        f"check_in.agenda.{key}",
        line=line(words, its.line),
        holder=who(its),
        when=when(words, its),
        place=place(words, its),
    )
    row = actions(
        "agenda",
        button(words.plain("check_in.agenda.build"), BUILD, its.value, "primary"),
        button(words.plain("check_in.agenda.nothing"), NOTHING, its.value),
    )
    return Message(text, [section(text), row, context(words("check_in.agenda.small_print"))])


def nothing(words: Words, its: Meeting) -> Message:
    """What stands in its place after "Nothing this time"."""
    return _told(words("check_in.agenda.fine", when=when(words, its)))


def before(words: Words, its: Meeting, *, shared: bool) -> Message:
    """To the holder, an hour ahead. The agenda itself is behind a button and never in Slack."""
    text = words(
        f"check_in.before.{'shared' if shared else 'unshared'}",
        line=line(words, its.line),
        person=who(its),
        time=words.time(its.starts_at, its.timezone),
        place=place(words, its),
    )
    points = button(words.plain("check_in.before.points"), POINTS, its.value)
    see = button(words.plain("check_in.before.see"), SEE, its.value, "primary")
    row = actions("check_in", *([see] if shared else []), points)
    return Message(text, [section(text), row])


def after(words: Words, its: Meeting) -> Message:
    """To both, once it should be over."""
    called = line(words, its.line)
    text = words("check_in.after.text", line=called, other=who(its), when=when(words, its))
    row = actions(
        "check_in",
        button(words.plain("check_in.after.held"), HELD, its.value),
        button(words.plain("check_in.after.move"), MOVE, its.value),
        button(words.plain("check_in.after.not_needed"), NOT_NEEDED, its.value),
    )
    return Message(text, [section(text), row, context(words("check_in.after.small_print"))])


def moved(words: Words, its: Meeting) -> Message:
    """To the other one: it is at another time."""
    return _told(_moved(words, its))


def moved_own(words: Words, its: Meeting) -> Message:
    """To the person: the same, with the way to the agenda that goes with it now."""
    text = _moved(words, its)
    build = button(words.plain("check_in.agenda.build"), BUILD, its.value)
    return Message(text, [section(text), actions("agenda", build)])


def cover(words: Words, its: Meeting) -> Message:
    """To the person, in advance: who will be there."""
    return _told(
        words(
            f"check_in.cover.{'other' if its.other else 'nobody'}",
            line=line(words, its.line),
            holder=who(its),
            when=when(words, its),
            place=place(words, its),
        )
    )


def no_cover(words: Words, its: Meeting) -> Message:
    """To the coordinator: nobody is there for it."""
    return _told(
        words(
            "check_in.no_cover.text",
            line=line(words, its.line),
            person=who(its),
            when=when(words, its),
            place=place(words, its),
        )
    )


def _told(text: str) -> Message:
    return Message(text, [section(text)])


def _moved(words: Words, its: Meeting) -> str:
    return words(
        "check_in.moved.text",
        line=line(words, its.line),
        other=who(its),
        when=when(words, its),
        place=place(words, its),
    )
