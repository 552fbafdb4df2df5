"""Planned prompts and where each stands, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import StatementError

from bot.domain.attempt import Outcome
from bot.domain.prompts import Delivery, Kind, Prompt, State
from bot.store import attempts, deliveries, messages, schema, teams
from bot.store.database import Database
from bot.store.tables import delivery
from bot.use_cases.record_delivery import record_deliveries
from bot.use_cases.take_doubtful import Doubt, take_doubtful
from tests.support.survey_scene import a_team

DUE = datetime(2026, 11, 23, 16, 50, tzinfo=UTC)
END = DUE + timedelta(minutes=10)
LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)
CHANNEL = "C1"


def _prompt(recipient: str = CHANNEL, due: datetime = DUE, kind: Kind = Kind.DEBRIEF) -> Prompt:
    return Prompt(kind, recipient, due, due + (END - DUE), None, {"people": "U1,U2"})


def _planned(db: Database, *prompts: Prompt) -> int:
    return db.now(deliveries.plan, list(prompts))


def _claimed(db: Database, now: datetime = DUE) -> list[Delivery]:
    return db.now(attempts.claim, now, LEASE, 50)


def _states(tx: Connection) -> dict[str, str]:
    rows = tx.execute(select(delivery.c.recipient, delivery.c.state))
    return {row.recipient: row.state for row in rows}


def _sent(db: Database, prompt: Prompt, ts: str = "1.1") -> None:
    _planned(db, prompt)
    (claimed,) = _claimed(db, prompt.due_at)
    assert _finish(db, claimed, State.SENT, ts)


def _finish(db: Database, claimed: Delivery, state: State, ts: str = "") -> bool:
    before = db.now(_states)
    ended = Outcome(claimed, state, channel=claimed.prompt.recipient, ts=ts)
    db.now(record_deliveries, [ended])
    return db.now(_states) != before


def _put_off(db: Database, claimed: Delivery, until: datetime) -> bool:
    before = db.now(_states)
    db.now(record_deliveries, [Outcome(claimed, State.PLANNED, until)])
    return db.now(_states) != before


def test_planning_twice_adds_nothing(database: Database) -> None:
    assert _planned(database, _prompt(), _prompt("U9")) == 2
    assert _planned(database, _prompt(), _prompt("U9")) == 0
    assert _planned(database) == 0
    assert len(_claimed(database)) == 2


def test_kind_recipient_and_instant_tell_prompts_apart(database: Database) -> None:
    others = _prompt("U9"), _prompt(due=DUE + SECOND), _prompt(kind=Kind.COMPANY_ASK)
    assert _planned(database, _prompt(), *others) == 4


def test_the_same_instant_in_another_zone_is_the_same_prompt(database: Database) -> None:
    _planned(database, _prompt())
    toronto = DUE.astimezone(timezone(timedelta(hours=-5)))
    assert _planned(database, _prompt(due=toronto)) == 0


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="an instant needs its time zone"):
        _planned(database, _prompt(due=DUE.replace(tzinfo=None)))


def test_what_is_due_is_claimed_once_and_comes_as_it_was_planned(database: Database) -> None:
    _planned(database, _prompt("U9", DUE + SECOND), _prompt())
    assert _claimed(database, DUE - SECOND) == []
    first, second = _claimed(database, DUE + SECOND)
    assert (first.prompt, second.prompt) == (_prompt(), _prompt("U9", DUE + SECOND))
    assert (first.attempt, second.attempt) == (1, 1)
    assert _claimed(database, DUE + SECOND) == []


def test_no_more_are_claimed_than_asked_for_and_the_oldest_first(database: Database) -> None:
    _planned(database, *[_prompt(due=DUE + number * SECOND) for number in (2, 0, 1)])
    found = database.now(attempts.claim, END, LEASE, 2)
    assert [one.prompt.due_at for one in found] == [DUE, DUE + SECOND]


def test_what_another_worker_has_open_is_not_waited_for_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.now(schema.upgrade)
    _planned(database, _prompt(), _prompt("U9"))
    with database.engine.begin() as first, database.engine.begin() as second:
        second.execute(text("SET LOCAL lock_timeout = '2s'"))
        (mine,) = attempts.claim(first, DUE, LEASE, 1)
        (theirs,) = attempts.claim(second, DUE, LEASE, 2)
    assert {mine.prompt.recipient, theirs.prompt.recipient} == {CHANNEL, "U9"}
    database.close()


def test_a_claim_that_is_undone_leaves_the_prompt_to_the_next(database: Database) -> None:
    _planned(database, _prompt())
    with database.engine.connect() as undone:
        assert len(attempts.claim(undone, DUE, LEASE, 1)) == 1
    assert len(_claimed(database)) == 1


def test_what_was_put_off_is_claimed_at_the_new_time_as_a_further_attempt(
    database: Database,
) -> None:
    _planned(database, _prompt())
    (claimed,) = _claimed(database)
    assert _put_off(database, claimed, DUE + SECOND)
    assert _claimed(database) == []
    assert database.now(attempts.next_due) == DUE + SECOND
    (again,) = _claimed(database, DUE + SECOND)
    assert (again.id, again.attempt) == (claimed.id, 2)


def test_what_a_dead_worker_had_is_seen_to_after_its_lease_and_not_before(
    database: Database,
) -> None:
    _planned(database, _prompt(), _prompt("U9"), _prompt("W9"))
    _claimed(database)
    assert database.now(attempts.next_due) == DUE + LEASE
    assert database.now(attempts.lapse, DUE + LEASE - SECOND) == 0
    assert database.now(attempts.lapse, DUE + LEASE) == 3
    assert database.now(_states) == {CHANNEL: "unknown", "U9": "doubtful", "W9": "doubtful"}
    assert _claimed(database, DUE + LEASE) == []
    assert database.now(attempts.next_due) == DUE + LEASE


def test_what_is_in_doubt_is_taken_once_to_be_looked_for(database: Database) -> None:
    _sent(database, _prompt("U9"))
    _planned(database, _prompt("U9", DUE + SECOND), _prompt("U8"))
    _claimed(database, DUE + SECOND)
    later = DUE + SECOND + LEASE
    database.now(attempts.lapse, later)
    found = {doubt.delivery.prompt.recipient: doubt for doubt in _doubts(database, later)}
    assert {who: doubt.conversation for who, doubt in found.items()} == {"U9": "U9", "U8": None}
    assert {doubt.delivery.attempt for doubt in found.values()} == {2}
    assert _doubts(database, later) == []
    assert _claimed(database, later) == []


def _doubts(db: Database, now: datetime) -> list[Doubt]:
    return db.now(take_doubtful, now, 9)


@pytest.mark.parametrize("state", [State.SENT, State.DEAD])
def test_a_late_worker_cannot_overwrite_what_a_later_attempt_did(
    database: Database, state: State
) -> None:
    _planned(database, _prompt())
    (late,) = _claimed(database)
    assert _put_off(database, late, DUE)
    (later,) = _claimed(database)
    assert not _finish(database, late, state)
    assert not _put_off(database, late, END)
    assert _finish(database, later, State.SENT, "1.1")
    assert not _finish(database, later, State.DEAD)
    assert database.now(_states) == {CHANNEL: "sent"}


def test_what_the_next_worker_has_is_not_the_last_ones_to_finish(database: Database) -> None:
    _planned(database, _prompt())
    (slow,) = _claimed(database)
    database.now(attempts.lapse, DUE + LEASE)
    assert not _finish(database, slow, State.SENT)
    assert database.now(_states) == {CHANNEL: "unknown"}


def test_a_debrief_is_held_once_however_often_somebody_says_so(database: Database) -> None:
    database.now(teams.save, a_team())
    _sent(database, replace(_prompt(), team="river"))
    assert database.now(messages.mark_held, CHANNEL, "1.1")
    assert not database.now(messages.mark_held, CHANNEL, "1.1")
    assert not database.now(messages.mark_held, CHANNEL, "2.2")
    assert not database.now(messages.mark_held, "C9", "1.1")
    assert database.now(messages.debriefs, a_team(), DUE, END) == [True]


def test_only_what_was_sent_in_the_channel_in_that_time_counts_as_offered(
    database: Database,
) -> None:
    database.now(teams.save, a_team())
    _sent(database, replace(_prompt(), team="river"), "1.1")
    _sent(database, replace(_prompt("U9"), team="river"), "1.2")
    _planned(database, replace(_prompt(due=DUE + SECOND), team="river"))
    assert database.now(messages.debriefs, a_team(), DUE, END) == [False]
    assert database.now(messages.debriefs, a_team(), DUE + SECOND, END) == []
    assert database.now(messages.debriefs, a_team(), DUE - SECOND, DUE) == []


def test_the_latest_prompt_of_a_team_is_found_by_when_it_was_due(database: Database) -> None:
    river, hill = a_team(), replace(a_team(), key="hill")
    for team in (river, hill):
        database.now(teams.save, team)
    _sent(database, replace(_prompt(due=DUE + SECOND), team="river"), "9.9")
    _sent(database, replace(_prompt(due=DUE), team="river"), "1.1")
    _sent(database, replace(_prompt("U9", DUE + SECOND), team="river"), "2.2")
    assert database.now(messages.last_debrief, river, DUE) == "9.9"
    assert database.now(messages.last_debrief, river, DUE + 2 * SECOND) is None
    assert database.now(messages.last_debrief, hill, DUE) is None


def test_two_teams_that_share_a_channel_each_have_their_prompt(database: Database) -> None:
    river, hill = a_team(), replace(a_team(), key="hill")
    for team in (river, hill):
        database.now(teams.save, team)
    both = [replace(_prompt(), team=team.key) for team in (river, hill)]
    assert database.now(deliveries.plan, both) == 2
    assert database.now(deliveries.plan, both) == 0


def test_what_comes_next_is_what_waits_for_these_recipients(database: Database) -> None:
    _sent(database, _prompt())
    waiting = [_prompt(due=END), _prompt("U9", END + SECOND)]
    _planned(database, *waiting, _prompt("U8", END))
    assert database.now(deliveries.upcoming, [CHANNEL, "U9"], DUE, 9) == waiting
    assert database.now(deliveries.upcoming, [CHANNEL, "U9"], DUE, 1) == waiting[:1]
    assert database.now(deliveries.upcoming, [CHANNEL, "U9"], END + SECOND, 9) == waiting[1:]


def test_what_no_longer_holds_is_taken_back_and_nothing_else(database: Database) -> None:
    river, hill = a_team(), replace(a_team(), key="hill")
    for team in (river, hill):
        database.now(teams.save, team)

    def of(who: str, due: datetime, kind: Kind = Kind.DEBRIEF, team: str = "river") -> Prompt:
        return replace(_prompt(who, due, kind), team=team)

    kept, sent = of("U2", END), of("U1", DUE)
    _sent(database, sent)
    others = [of("U4", END, Kind.COMPANY_ASK), of("U6", END, team="hill")]
    _planned(database, kept, *others, of("U3", DUE - SECOND), of("U5", END))

    def withdrawn() -> int:
        return database.now(deliveries.withdraw, Kind.DEBRIEF, DUE, [kept], team=["river"])

    assert withdrawn() == 1
    states = database.now(_states)
    assert {name for name, state in states.items() if state == "withdrawn"} == {"U5"}
    assert withdrawn() == 0
    assert database.now(deliveries.withdraw, Kind.DEBRIEF, DUE, [], recipient=["U2"]) == 1


def test_what_was_taken_back_can_be_brought_again_with_its_present_subject(
    database: Database,
) -> None:
    _planned(database, _prompt("U1"))
    database.now(deliveries.withdraw, Kind.DEBRIEF, DUE, [], recipient=["U1"])
    again = replace(_prompt("U1"), subject={"people": "U7"}, expires_at=END + SECOND)
    assert database.now(deliveries.renew, [again]) == 1
    assert database.now(deliveries.renew, [again]) == 0
    (claimed,) = _claimed(database)
    assert claimed.prompt == again


def test_what_is_claimed_or_sent_keeps_its_subject(database: Database) -> None:
    _sent(database, _prompt("U1"))
    _planned(database, _prompt("U2"))
    _claimed(database)
    changed = [replace(_prompt(who), subject={"people": "U7"}) for who in ("U1", "U2")]
    assert database.now(deliveries.renew, changed) == 0
    assert database.now(deliveries.renew, []) == 0
    assert database.now(_states) == {"U1": "sent", "U2": "claimed"}
