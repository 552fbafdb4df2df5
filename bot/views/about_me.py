"""What is stored about the reader, the file with all of it, and being forgotten."""

from collections.abc import Mapping

from bot.content.catalogue import Words
from bot.content.text import mention
from bot.views import parts
from bot.views.parts import Block, Message, View

EXPORT = "about_me.export"
FORGET = "about_me.forget"
FORGET_NOW = "about_me.forget_now"


def stored(words: Words, counts: Mapping[str, int]) -> str:
    """What there is, in one sentence."""
    if not counts:
        return words("about_me.home.nothing")
    kinds = [words.plain(f"about_me.kind.{what}", count=number) for what, number in counts.items()]
    return words("about_me.home.now", kinds=words.listed(kinds))


def buttons(words: Words) -> list[Block]:
    """The file, and being forgotten."""
    return [
        parts.button(words.plain("about_me.home.export"), EXPORT, "home"),
        parts.button(words.plain("about_me.home.forget"), FORGET, "home"),
    ]


def forget(words: Words) -> View:
    """What it means, before it is done."""
    return parts.modal(
        words,
        FORGET_NOW,
        words.plain("about_me.forget.title"),
        parts.paragraphs(words("about_me.forget.text")),
        submit=words.plain("about_me.forget.submit"),
        close=words.plain("about_me.forget.close"),
    )


def forgotten(words: Words) -> View:
    """What takes its place."""
    told = parts.section(words("about_me.forget.done"))
    return parts.modal(words, "about_me.done", words.plain("about_me.forget.title"), [told])


def to_coordinator(words: Words, person: str) -> Message:
    """That somebody is off the schedules; it is in Slack alone."""
    text = words("about_me.forget.coordinator", person=mention(person))
    return Message(text, [parts.section(text)])
