"""Ask a colleague to debrief together, and pass on the answer."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.company import AN_HOUR, question, reply
from bot.domain.prompts import Kind
from bot.domain.team import Member
from bot.store import absences, deliveries, occurrences, teams


def find_company(tx: Connection, person: str, team: str, now: datetime) -> list[Member]:
    """Who of the person's team can be asked: those at work now, since nobody is asked at home.

    Whoever is quiet is among them, as on any day: to be left out would show it.
    """
    found = teams.load(tx, team)
    if found is None or found.member(person) is None:
        return []
    here = occurrences.at_work(tx, team, now) - {person}
    return [member for member in found.members if member.id in here]


def ask_company(tx: Connection, asker: str, asked: str, team: str, now: datetime) -> bool:
    """Have `asked` invited to debrief with `asker`; False where that is not possible any more.

    Somebody who is quiet is not disturbed (may_send), and the asker cannot tell (domain.company).
    """
    if asked not in {member.id for member in find_company(tx, asker, team, now)}:
        return False
    deliveries.plan(tx, question(asker, asked, now))
    return True


def answer_company(tx: Connection, asker: str, asked: str, answer: str, now: datetime) -> str:
    """Tell `asker` what `asked` said, "yes" or "no", and return that; or "gone".

    A yes counts for as long as the asker is there: they are "gone" once they have been told that
    it does not work out and have no shift any more. After that word a no would only say it again.
    """
    told_already = not _take_back(tx, asker, asked, now)
    if told_already and answer == "yes" and absences.shift_end(tx, asker, now) is None:
        return "gone"
    if answer == "yes" or not told_already:
        deliveries.plan(tx, [reply(asker, asked, answer, now)])
    return answer


def _take_back(tx: Connection, asker: str, asked: str, now: datetime) -> int:
    """Take back the word that no answer has come, and how many there were still to come."""
    since = now - AN_HOUR
    planned = deliveries.waiting(tx, Kind.COMPANY_UNANSWERED, since, recipient=[asker])
    about = [number for number, prompt in planned if prompt.subject["from"] == asked]
    return deliveries.take_back(tx, about)
