"""Ask a colleague to debrief together, and pass on the answer."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Member
from bot.store import deliveries, occurrences, teams

AN_HOUR = timedelta(hours=1)
"""An ask or an answer that could not be delivered by then is no longer of use."""


def find_company(tx: Connection, person: str, team: str, now: datetime) -> list[Member]:
    """Who of the person's team can be asked: those at work now, since nobody is asked at home."""
    found = teams.load(tx, team)
    if found is None or found.member(person) is None:
        return []
    here = occurrences.at_work(tx, team, now) - {person}
    return [member for member in found.members if member.id in here]


def ask_company(tx: Connection, asker: str, asked: str, team: str, now: datetime) -> bool:
    """Have `asked` invited to debrief with `asker`; False where that is not possible any more."""
    if asked not in {member.id for member in find_company(tx, asker, team, now)}:
        return False
    _send(tx, Kind.COMPANY_ASK, asked, now, {"from": asker})
    return True


def answer_company(tx: Connection, asker: str, asked: str, answer: str, now: datetime) -> None:
    """Tell `asker` what `asked` said: "yes" or "no"."""
    _send(tx, Kind.COMPANY_REPLY, asker, now, {"from": asked, "answer": answer})


def _send(
    tx: Connection, kind: Kind, recipient: str, now: datetime, subject: dict[str, str]
) -> None:
    deliveries.plan(tx, [Prompt(kind, recipient, now, now + AN_HOUR, None, subject)])
