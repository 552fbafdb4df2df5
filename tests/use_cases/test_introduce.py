"""Who has yet to be told what the app is, as deliveries go out, and before there was a mark."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, delete, insert

from bot.content import catalogue
from bot.content.languages import Languages
from bot.domain.attempt import Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.seal.slots import Sealer
from bot.seal.vault import Vault
from bot.store import deliveries, people, schema
from bot.store.database import Database
from bot.store.tables import delivery
from bot.use_cases.export_person import export_person
from bot.use_cases.introduce import have_been_told, newcomers, to_be_told_again
from bot.use_cases.record_delivery import record_deliveries
from bot.use_cases.take_due import Outgoing, take_due

ADA, BEN, CLEO, TEAM = "U0ADA", "W0BEN", "U0CLEO", "C0TEAM"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LANGUAGES = Languages(catalogue.load())
SECRET = b"s" * 32


def _replies(to: str, many: int = 1) -> list[Prompt]:
    about = {"from": CLEO, "answer": "yes"}
    dues = (NOW + n * MINUTE for n in range(many))
    return [Prompt(Kind.COMPANY_REPLY, to, due, due + 60 * MINUTE, None, about) for due in dues]


def _taken(db: Database, prompts: Iterable[Prompt]) -> list[Outgoing]:
    db.now(deliveries.plan, prompts)
    return db.now(take_due, LANGUAGES, NOW + 10 * MINUTE)[1]


def test_of_several_to_somebody_new_whichever_goes_first_introduces(database: Database) -> None:
    assert [out.new for out in _taken(database, _replies(ADA, 3))] == [True, True, True]


def _outcome(out: Outgoing, state: State = State.SENT) -> Outcome:
    there = state is State.SENT
    return Outcome(out.delivery, state, channel="D1", ts="1.1", introduced=there and out.new)


@pytest.mark.parametrize(
    ("state", "new"),
    [(State.SENT, False), (State.UNKNOWN, True), (State.DOUBTFUL, True), (State.DEAD, True)],
)
def test_only_who_certainly_got_a_message_knows_the_app(
    database: Database, state: State, *, new: bool
) -> None:
    first, _ = _taken(database, _replies(ADA, 2))
    database.now(record_deliveries, [_outcome(first, state)])
    assert bool(database.now(newcomers, [ADA])) == new


def test_whoever_is_to_be_told_again_while_another_message_is_under_way_still_is(
    database: Database,
) -> None:
    database.now(have_been_told, [ADA])
    (out,) = _taken(database, _replies(ADA))
    database.now(to_be_told_again, [ADA])
    database.now(record_deliveries, [_outcome(out)])
    assert database.now(newcomers, [ADA]) == {ADA}


def test_who_is_forgotten_while_a_message_is_under_way_leaves_no_mark(database: Database) -> None:
    (out,) = _taken(database, _replies(ADA))
    database.now(lambda tx: tx.execute(delete(delivery)).rowcount)
    database.now(record_deliveries, [_outcome(out)])
    assert database.now(newcomers, [ADA]) == {ADA}


def test_a_channel_is_told_once_also_where_no_delivery_of_it_is_kept(database: Database) -> None:
    database.now(have_been_told, [ADA, TEAM])
    database.now(have_been_told, [ADA])
    assert database.now(newcomers, [ADA, BEN, TEAM]) == {BEN}


def test_whose_first_message_is_taken_back_is_told_again(database: Database) -> None:
    database.now(have_been_told, [ADA, TEAM])
    database.now(to_be_told_again, [TEAM])
    assert database.now(newcomers, [ADA, TEAM]) == {TEAM}


def test_the_file_of_all_about_oneself_says_that_one_was_told(database: Database) -> None:
    database.now(have_been_told, [ADA, BEN])
    made = database.now(export_person, Vault(SECRET), Sealer(SECRET, "T0"), ADA, NOW)
    assert json.loads(made)["introduction"] == [{"recipient": ADA}]


def _back_to(tx: Connection, revision: str) -> None:
    """The tables as they were then; nobody had a mark before 0011."""
    command.downgrade(schema.config_for(tx), revision)


def _sent_long_ago(tx: Connection) -> None:
    about = {"kind": "debrief", "due_at": NOW, "expires_at": NOW, "subject": {}, "attempt": 1}
    about |= {"next_try_at": NOW, "held": False}
    states = {ADA: "sent", BEN: "sent", CLEO: "dead", TEAM: "sent"}
    for who, state in states.items():
        for n in range(2):
            row = about | {"key": f"{who} {n}", "recipient": who, "state": state}
            tx.execute(insert(delivery).values(row))


def test_whoever_was_sent_anything_before_there_was_a_mark_is_not_introduced_again(
    database: Database,
) -> None:
    database.now(people.note, ADA, language="fr")
    database.now(_back_to, "0010")
    database.now(_sent_long_ago)
    database.now(schema.upgrade)
    assert database.now(newcomers, [ADA, BEN, CLEO, TEAM]) == {CLEO}
    assert database.now(people.known, [ADA, BEN, CLEO, TEAM]) == {ADA: people.Known(language="fr")}


def test_going_back_a_step_keeps_who_of_the_people_was_told(database: Database) -> None:
    database.now(people.note, ADA, language="fr")
    database.now(have_been_told, [ADA, BEN, TEAM])
    database.now(_back_to, "0011")
    database.now(schema.upgrade)
    assert database.now(newcomers, [ADA, BEN, CLEO, TEAM]) == {CLEO, TEAM}
    assert database.now(people.known, [ADA, BEN]) == {ADA: people.Known(language="fr")}
