"""Under what circumstances people are right now, for a whole batch of prompts at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.absence import local_day
from bot.domain.budget import Day
from bot.domain.may_send import Circumstances, is_judged
from bot.domain.prompts import Delivery, Kind
from bot.store import absences, budget, known_shifts
from bot.use_cases.works_by_shifts import work_until

LONGEST_DAY = timedelta(hours=25)
"""Of all local days, the one on which summer time ends."""


def circumstances(
    tx: Connection, claimed: Sequence[Delivery], now: datetime
) -> dict[str, Circumstances]:
    """Of each whose prompt is judged by them. A handful of queries, whatever their number."""
    persons = {each.prompt.recipient for each in claimed if is_judged(each.prompt)}
    if not persons:
        return {}
    known = budget.people(tx, persons)
    whose = {person: known.get(person, budget.Person()) for person in persons}
    unwanted = absences.held_back(tx, persons, now)
    until = work_until(tx, persons, now)
    next_start = known_shifts.next_starts(tx, persons, now)
    mine = {each.id for each in claimed}
    counted = _by_person(tx, persons, mine, now - LONGEST_DAY)
    return {
        person: Circumstances(
            timezone=who.timezone,
            unwanted=unwanted.get(person, frozenset()),
            has_shifts=person in until,
            work_until=until.get(person),
            next_start=next_start.get(person),
            day=_day(who, counted[person], unwanted.get(person, frozenset()), now),
        )
        for person, who in whose.items()
    }


def _by_person(
    tx: Connection, persons: Collection[str], without: Collection[int], since: datetime
) -> dict[str, list[budget.Counted]]:
    found: dict[str, list[budget.Counted]] = defaultdict(list)
    for each in budget.counted(tx, persons, since):
        if each.id not in without:
            found[each.recipient].append(each)
    return found


def _day(
    who: budget.Person, counted: Iterable[budget.Counted], unwanted: frozenset[Kind], now: datetime
) -> Day:
    """What is unwanted will not go out, so it needs no place."""
    today = local_day(now, who.timezone)
    these = [each for each in counted if local_day(each.at, who.timezone) == today]
    planned = [each.kind for each in these if each.is_planned and each.kind not in unwanted]
    return Day(who.budget, sum(not each.is_planned for each in these), tuple(planned))
