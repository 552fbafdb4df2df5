"""Find somebody who can be there today, one after the other, until one says yes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bot.domain.absence import ALL
from bot.domain.prompts import Kind, State
from bot.domain.rights import Deed
from bot.domain.sooner import OPEN, Asking, ask, asks, chain, nobody, reply
from bot.domain.team import Team
from bot.store import absences, askings, deliveries, people, teams
from bot.store.askings import Question
from bot.use_cases.permit import NotPermittedError, permit, permitted_for
from bot.use_cases.works_by_shifts import work_until


class Answer(StrEnum):
    """What somebody who was asked says. OVER: another one has said yes before."""

    YES = "yes"
    NO = "no"
    OVER = "over"


def ask_sooner(tx: Connection, person: str, now: datetime) -> bool:
    """Ask, if that does not run already; False where there is nobody to be asked.

    Raises:
        NotPermittedError: the person is in no team.
    """
    found = teams.of_person(tx, person)
    permit(tx, Deed.ASK_FOR_SUPERVISION, person, found[0].key if found else None)
    if askings.is_open(tx, Kind.SOONER_REPLY, person):
        return True
    chained = _reachable(tx, found, person, now)
    if not chained:
        return False
    deliveries.plan(tx, asks(person, chained, now))
    return True


def answer_sooner(tx: Connection, who: str, its: Asking, answer: Answer, now: datetime) -> Answer:
    """Pass on a yes, once; after a no the next one is asked at once.

    Where the person has asked again since, it is an answer to that. A no of somebody whose turn is
    over changes nothing: the one who has it may still say yes.

    Raises:
        NotPermittedError: nobody asked them that, or it is no longer theirs to answer.
    """
    found = askings.of_person(tx, Kind.SOONER_ASK, its.person, now - OPEN)
    sent = [each for each in found if each.state is State.SENT]
    were_asked = (who, its.about) in {(each.recipient, each.about) for each in sent}
    if not were_asked or not permitted_for(tx, Deed.ANSWER_FOR_SUPERVISION, who, its.person):
        raise NotPermittedError(Deed.ANSWER_FOR_SUPERVISION)
    newest = replace(its, about=max(each.about for each in found))
    asked = [each for each in found if each.about == newest.about]
    told = askings.to_person(tx, Kind.SOONER_REPLY, its.person, newest.about)
    if any(each.answered_by for each in told):
        return Answer.OVER
    waiting = [each for each in (*asked, *told) if each.state is State.PLANNED]
    if answer is Answer.YES:
        deliveries.take_back(tx, [each.id for each in waiting])
        deliveries.plan(tx, [reply(newest, who, now)])
    elif waiting and _turn(found).recipient == who:
        _go_on(tx, newest, min(waiting, key=lambda each: each.due_at), now)
    return answer


def _turn(found: Sequence[Question]) -> Question:
    """Who was asked last, or is being asked at this moment."""
    begun = (State.SENT, State.CLAIMED, State.DOUBTFUL)
    return [each for each in found if each.state in begun][-1]


def _go_on(tx: Connection, its: Asking, following: Question, now: datetime) -> None:
    """Have the next one asked now; after the last one the person is told."""
    deliveries.take_back(tx, [following.id])
    is_last = following.recipient == its.person
    deliveries.plan(tx, [nobody(its, now) if is_last else ask(its, following.recipient, now)])


def _reachable(tx: Connection, found: Sequence[Team], person: str, now: datetime) -> list[str]:
    """Those in the chain who are not off, gone, quiet, or at home after a shift.

    The person is not told which of these somebody is, and not that they were passed over.
    """
    everybody = {member.id for team in found for member in team.members}
    away = set(absences.away(tx, everybody, now)) | people.left(tx, everybody)
    away |= {who for who, kinds in absences.held_back(tx, everybody, now).items() if kinds >= ALL}
    away |= {who for who, end in work_until(tx, everybody, now).items() if end is None}
    return chain(found, person, lambda who: who not in away)
