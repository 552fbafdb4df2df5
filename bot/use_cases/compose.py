"""Turn a prompt that is due into the message that goes out."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.attempt import is_direct
from bot.domain.debrief import Leaving
from bot.domain.prompts import Kind, Prompt
from bot.domain.working import at_work
from bot.store import occurrences, teams
from bot.use_cases.compose_breaks import compose_break, compose_welcome
from bot.use_cases.compose_check_ins import (
    compose_after,
    compose_agenda,
    compose_before,
    compose_cover,
    compose_moved,
    compose_no_cover,
)
from bot.use_cases.compose_done import compose_done
from bot.use_cases.compose_sooner import compose_question, compose_reply
from bot.use_cases.survey_invitation import (
    compose_ended,
    compose_held,
    compose_invitation,
    compose_reminder,
)
from bot.use_cases.weekly_digest import compose_digest
from bot.views import company, debrief_prompt
from bot.views.parts import Message

Composer = Callable[[Connection, Words, Prompt], Message | None]


def compose(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """The message for this prompt in the recipient's words; None where it is no longer wanted."""
    return COMPOSERS[prompt.kind](tx, words, prompt)


def _debrief(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """To those of them who still leave then: since it was planned, shifts may have changed."""
    planned = Leaving.of(prompt)
    worked = occurrences.touching(tx, planned.team, prompt.due_at, planned.ends)
    leaving, team = planned.still(worked), teams.load(tx, planned.team)
    if leaving is None or team is None:
        return None
    return debrief_prompt.prompt(
        words,
        leaving,
        team.timezone,
        together=not is_direct(prompt.recipient),
        company=bool(at_work(worked, prompt.due_at) - {leaving.people[0]}),
    )


def _ask(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    return company.ask(words, prompt.subject["from"])


def _reply(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    return company.reply(words, prompt.subject["answer"], prompt.subject["from"])


def _unanswered(_tx: Connection, words: Words, prompt: Prompt) -> Message:
    return company.reply(words, "no", prompt.subject["from"])


COMPOSERS: dict[Kind, Composer] = {
    Kind.DEBRIEF: _debrief,
    Kind.BREAK: compose_break,
    Kind.BREAK_OVER: compose_welcome,
    Kind.COMPANY_ASK: _ask,
    Kind.COMPANY_REPLY: _reply,
    Kind.COMPANY_UNANSWERED: _unanswered,
    Kind.SURVEY_INVITATION: compose_invitation,
    Kind.SURVEY_REMINDER: compose_reminder,
    Kind.SURVEY_HELD: compose_held,
    Kind.SURVEY_ENDED: compose_ended,
    Kind.SURVEY_DONE: compose_done,
    Kind.DIGEST: compose_digest,
    Kind.AGENDA: compose_agenda,
    Kind.AGENDA_SHARED: compose_before,
    Kind.CHECK_IN: compose_before,
    Kind.CHECK_IN_AFTER: compose_after,
    Kind.CHECK_IN_MOVED: compose_moved,
    Kind.COVER: compose_cover,
    Kind.NO_COVER: compose_no_cover,
    Kind.SOONER_ASK: compose_question,
    Kind.SOONER_REPLY: compose_reply,
}
