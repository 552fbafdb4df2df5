"""What is forgotten, and what is not yet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from bot.domain.attempt import LEASE, Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.retention import Retention
from bot.store import attempts, deliveries, messages, teams
from bot.store.database import Database
from bot.store.leftovers import SHIFTS
from bot.store.tables import delivery, occurrence, pause, quiet, survey_round, time_off
from bot.use_cases.clean_up import clean_up
from tests.support.survey_scene import a_team

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OLD = NOW - Retention().deliveries - timedelta(seconds=1)
HOUR = timedelta(hours=1)
DEBRIEF = Prompt(Kind.DEBRIEF, "U1", OLD, OLD + HOUR, None, {})


def _sent(tx: Connection, *prompts: Prompt) -> None:
    deliveries.plan(tx, list(prompts))
    claimed = attempts.claim(tx, NOW, LEASE, 99)
    attempts.record(tx, [Outcome(each, State.SENT) for each in claimed])


def _left(tx: Connection) -> list[str]:
    return list(tx.scalars(select(delivery.c.recipient).order_by(delivery.c.recipient)))


def _count(tx: Connection) -> list[int]:
    tables = (occurrence, time_off, quiet, pause)
    return [tx.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_a_delivery_is_forgotten_after_ninety_days(database: Database) -> None:
    young = replace(DEBRIEF, recipient="U2", due_at=OLD + timedelta(minutes=1))
    database.now(_sent, DEBRIEF, young)
    assert database.now(clean_up, Retention(), NOW) == 1
    assert database.now(_left) == ["U2"]
    assert database.now(clean_up, Retention(), NOW) == 0


def test_what_still_waits_is_kept_however_old(database: Database) -> None:
    database.now(deliveries.plan, [DEBRIEF])
    assert database.now(clean_up, Retention(), NOW) == 0


def _open_round(tx: Connection, state: str) -> None:
    values = {"id": "r", "group": "g", "template": {}, "public_key": b"", "k": 5, "t": 3}
    values |= {"opened_at": OLD, "closes_at": NOW, "state": state}
    tx.execute(insert(survey_round).values(values))


def test_who_was_invited_is_known_while_the_survey_is_held_and_no_longer(
    database: Database,
) -> None:
    invitation = replace(DEBRIEF, kind=Kind.SURVEY_INVITATION, subject={"round": "r"})
    database.now(_sent, invitation)
    database.now(_open_round, "held")
    assert database.now(clean_up, Retention(), NOW) == 0
    assert database.now(messages.invited, "r") == ["U1"]
    database.now(lambda tx: tx.execute(survey_round.update().values(state="released")))
    assert database.now(clean_up, Retention(), NOW) == 1


def _absences(tx: Connection) -> None:
    teams.save(tx, a_team())
    for person, back in (("U1", 2 * SHIFTS), ("U2", timedelta(0))):
        who, then = {"person": person}, NOW - back
        span = {"starts_at": then - HOUR, "ends_at": then, "timezone": "UTC", "team": a_team().key}
        tx.execute(insert(occurrence).values(who | span))
        days = {"first_day": date(2026, 1, 1), "last_day": then.date()}
        tx.execute(insert(time_off).values(who | days))
        tx.execute(insert(quiet).values(who | {"until": then}))
        tx.execute(insert(pause).values(who | {"kind": "break", "until": then}))
    tx.execute(insert(pause).values(person="U3", kind="break", until=None))


def test_shifts_worked_and_absences_that_are_over_are_forgotten_and_others_are_not(
    database: Database,
) -> None:
    database.now(_absences)
    database.now(clean_up, Retention(), NOW)
    assert database.now(_count) == [1, 1, 1, 2]
