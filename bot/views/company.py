"""Asking somebody to debrief together, and their answer."""

from collections.abc import Iterable

from bot.content.catalogue import Words
from bot.content.text import mention
from bot.domain.team import Member
from bot.views.parts import (
    Message,
    View,
    actions,
    button,
    context,
    modal,
    option,
    section,
    select,
    state,
)

FORM = "company.form"
YES = "company.yes"
NO = "company.no"
WHO = "who"
MOST = 100
"""Options in one menu (Slack)."""


def form(words: Words, team: str, others: list[Member]) -> View:
    """Choose one of the team. With nobody to choose it says so, and can only be closed."""
    title = words("debrief.company.title")
    if not others:
        return modal(words, FORM, title, [section(words("debrief.company.nobody"))])
    options = [option(member.name, member.id) for member in others[:MOST]]
    blocks = [
        context(words("debrief.company.intro")),
        select(WHO, words("debrief.company.who"), options, optional=False),
    ]
    submit = words("debrief.company.submit")
    return modal(words, FORM, title, blocks, submit=submit, private_metadata=team)


def parse(view: View) -> tuple[str, str]:
    """The team's key and the person chosen."""
    return view["private_metadata"], state(view)[WHO]


def asked(words: Words, person: str, others: Iterable[str] = ()) -> View:
    """What stands in the form's place afterwards; `others` were asked with it before."""
    told = [section(words("debrief.company.asked", person=mention(person)))]
    if them := [mention(each) for each in others]:
        told.append(section(words("debrief.company.asked_too", them=words.listed(them))))
    return modal(words, "company.asked", words("debrief.company.title"), told)


def ask(words: Words, person: str) -> Message:
    """To the one who is asked; a no costs one press."""
    text = words("debrief.company.ask", person=mention(person))
    yes = button(words("debrief.company.yes"), YES, person, "primary")
    no = button(words("debrief.company.no"), NO, person)
    return Message(text, [section(text), actions("company", yes, no)])


def answered(words: Words, answer: str, person: str) -> Message:
    """What stands in the question's place once it is answered: "yes", "no", or yes but "gone"."""
    text = words(f"debrief.company.answered_{answer}", person=mention(person))
    return Message(text, [section(text)])


def reply(words: Words, answer: str, person: str) -> Message:
    """To the one who asked: "yes", or "no", which is said as well where no answer has come."""
    text = words(f"debrief.company.reply_{answer}", person=mention(person))
    return Message(text, [section(text)])
