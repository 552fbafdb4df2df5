"""What somebody has been sent in a day, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.attempt import Outcome
from bot.domain.breaks import Reminder
from bot.domain.prompts import Delivery, Kind, Prompt, State
from bot.domain.team import Member
from bot.store import attempts, budget, deliveries, teams
from bot.store.database import Database
from bot.use_cases.record_delivery import record_deliveries
from tests.support.survey_scene import a_team, peer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
ADA = peer(0).id


def _prompt(kind: Kind, due: datetime = NOON, to: str = ADA) -> Prompt:
    return Prompt(kind, to, due, due + DAY, None, {"from": "U9"})


def _claimed(db: Database, *prompts: Prompt) -> list[Delivery]:
    db.now(deliveries.plan, list(prompts))
    return db.now(attempts.claim, max(each.due_at for each in prompts), 2 * MINUTE, 50)


def _there(number: int) -> Member:
    return replace(peer(number), timezone="Asia/Kathmandu")


def _counted(db: Database, since: datetime = NOON - HOUR) -> list[tuple[Kind, bool]]:
    found = db.now(budget.counted, [ADA], since)
    return sorted((each.kind, each.is_planned) for each in found)


def test_the_first_team_says_the_time_zone_and_the_smallest_budget_holds(
    database: Database,
) -> None:
    first = replace(a_team(key="a"), members=(peer(0),), daily_budget=5)
    second = replace(a_team(key="b"), members=(_there(0), _there(1)))
    for team in (replace(second, daily_budget=2), first):
        database.now(teams.save, team)
    assert database.now(budget.people, [ADA, peer(1).id, "UNOBODY"]) == {
        ADA: budget.Person("America/Toronto", 2),
        peer(1).id: budget.Person("Asia/Kathmandu", 2),
    }


def test_what_was_sent_or_may_have_been_counts_and_what_came_to_nothing_does_not(
    database: Database,
) -> None:
    kinds = {
        Kind.DEBRIEF: State.SENT,
        Kind.DIGEST: State.DOUBTFUL,
        Kind.SURVEY_HELD: State.UNKNOWN,
        Kind.SURVEY_ENDED: State.WITHDRAWN,
        Kind.SURVEY_REMINDER: State.DEAD,
        Kind.COMPANY_ASK: State.SENT,
    }
    claimed = _claimed(database, *(_prompt(kind) for kind in kinds))
    ended = [Outcome(each, kinds[each.prompt.kind], NOON, sent_at=NOON) for each in claimed]
    database.now(record_deliveries, ended)
    _claimed(database, _prompt(Kind.SURVEY_INVITATION))
    database.now(deliveries.plan, [_prompt(Kind.DEBRIEF, NOON + 3 * HOUR)])
    assert _counted(database) == [
        (Kind.DEBRIEF, False),
        (Kind.DEBRIEF, True),
        (Kind.DIGEST, False),
        (Kind.SURVEY_HELD, False),
        (Kind.SURVEY_INVITATION, False),
    ]
    assert _counted(database, NOON + HOUR) == [(Kind.DEBRIEF, True)]


def test_what_waited_for_days_counts_on_the_day_on_which_it_is_sent(database: Database) -> None:
    (invitation,) = _claimed(database, _prompt(Kind.SURVEY_INVITATION, NOON - 9 * DAY))
    sent = Outcome(invitation, State.SENT, NOON + 2 * MINUTE, sent_at=NOON)
    database.now(record_deliveries, [sent])
    assert _counted(database) == [(Kind.SURVEY_INVITATION, False)]


def test_a_break_that_was_put_off_does_not_count(database: Database) -> None:
    reminder = Reminder(NOON, NOON + 8 * HOUR, ADA)
    again = reminder.put_off(NOON + 4 * HOUR)
    assert again
    database.now(deliveries.plan, [again])
    assert _counted(database) == []
    database.now(deliveries.plan, [reminder.prompt()])
    assert _counted(database) == [(Kind.BREAK, True)]


def test_who_is_next_to_be_written_to_comes_first_and_channels_are_no_people(
    database: Database,
) -> None:
    soon = [_prompt(Kind.DEBRIEF, NOON + each * MINUTE, f"U{each}") for each in (3, 1, 2, 9)]
    database.now(deliveries.plan, [*soon, _prompt(Kind.DEBRIEF, NOON, "C1")])
    assert database.now(budget.soon, NOON + 5 * MINUTE) == ["U1", "U2", "U3"]
