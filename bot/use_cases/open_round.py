"""Open one survey round, whoever asked for it: the cadence, or a person."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bot.content.templates import Templates
from bot.domain.group import Group
from bot.domain.release import MIN_FOR_COMMENTS, rule_for
from bot.domain.rounds import Window
from bot.domain.survey import Answer, Round, RoundState, Template
from bot.domain.survey_prompts import invitations
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import deliveries, rounds


class NotOpened(StrEnum):
    """Why there is no round."""

    NOT_ALLOWED = "not_allowed"
    NO_TEMPLATE = "no_template"
    OPEN_ALREADY = "open_already"
    TOO_SMALL = "too_small"


@dataclass(frozen=True, slots=True)
class Means:
    """What a round is made with: questions, a key, and slots."""

    templates: Templates
    keys: RoundKeys
    sealer: Sealer


@dataclass(frozen=True, slots=True)
class Opening:
    """A round that is to be opened: for whom, with which survey, from when until when."""

    group: Group
    template: str
    window: Window


def open_round(tx: Connection, means: Means, wanted: Opening, now: datetime) -> Round | NotOpened:
    """Freeze the questions, the roster and the rule; make the key; plan what is sent.

    One round at a time for a group: none is opened whose window touches another's. If the
    transaction is undone, the key it made is an orphan, which the next sweep destroys.
    """
    rounds.lock(tx)
    opens, closes = wanted.window.opens, wanted.window.closes
    if rounds.had_one(tx, wanted.group.key, opens, closes):
        return NotOpened.OPEN_ALREADY
    template = means.templates.find(wanted.template)
    if template is None:
        return NotOpened.NO_TEMPLATE
    people = invited(tx, means.sealer, wanted.group)
    made = _made(means.keys, wanted, template, len(people))
    if made is None:
        return NotOpened.TOO_SMALL
    slots = [means.sealer.slot(made.id, person) for person in people]
    sealed = {slot: means.sealer.seal(made.public_key, slot, Answer()) for slot in slots}
    rounds.add(tx, made, sealed)
    deliveries.plan(tx, invitations(made, people, now))
    return made


def invited(tx: Connection, sealer: Sealer, group: Group) -> list[str]:
    """Whom a round of the group would ask now.

    Somebody who is asked in an open round of another group is left out, even if the set-up has
    changed since that opened: no two releases may speak of the same person at once.
    """
    elsewhere = [found.id for found in rounds.open_rounds(tx) if found.group != group.key]
    return [
        member.id
        for member in group.invited
        if not any(rounds.has_slot(tx, one, sealer.slot(one, member.id)) for one in elsewhere)
    ]


def _made(keys: RoundKeys, wanted: Opening, template: Template, people: int) -> Round | None:
    rule = rule_for(people)
    if rule is None:
        return None
    round_id = secrets.token_hex(16)
    if people < MIN_FOR_COMMENTS:  # What could never be shown is not asked for.
        template = template.without_comment()
    return Round(
        id=round_id,
        group=wanted.group.key,
        teams=tuple(team.key for team in wanted.group.teams),
        template=template,
        public_key=keys.create(round_id),
        opened_at=wanted.window.opens,
        closes_at=wanted.window.closes,
        k=rule.k,
        t=rule.t,
        state=RoundState.OPEN,
    )
