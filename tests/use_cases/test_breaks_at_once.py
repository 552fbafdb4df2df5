"""What two presses in the same instant come to, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import Connection, func, select

from bot.content import suggestions
from bot.domain.breaks import Reminder
from bot.domain.prompts import Kind
from bot.store import absences, attempts, breaks, deliveries
from bot.store.database import Database
from bot.store.tables import delivery, pause
from bot.use_cases.put_off_break import no_breaks_today
from bot.use_cases.start_break import another_idea, start_break

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
IDEAS = suggestions.load()
SHIFT = Reminder(NOW, NOW + timedelta(hours=8), "U0ADA")


def _press(database: Database, number: int) -> object:
    now = NOW + timedelta(milliseconds=number)
    return database.now(start_break, IDEAS, Random(number), "U0ADA", now)


def _begun(tx: Connection) -> int | None:
    query = select(func.count()).where(delivery.c.kind == Kind.BREAK_OVER)
    return tx.scalar(query)


def test_many_presses_at_once_begin_one_break(database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda n: _press(database, n), range(12)))
    assert database.now(_begun) == 1
    assert [answer for answer in answers if answer != 5] != []
    assert answers.count(5) == 11


def test_a_break_that_begins_after_the_clock_was_set_back_is_one(database: Database) -> None:
    database.now(start_break, IDEAS, Random(1), "U0ADA", NOW)
    before = NOW - timedelta(hours=2)
    assert database.now(start_break, IDEAS, Random(1), "U0ADA", before) != 5
    last = database.now(breaks.latest, "U0ADA")
    assert last
    assert last.over_at == before + timedelta(minutes=5)


def test_nobody_is_welcomed_back_from_one_break_in_the_next(database: Database) -> None:
    """Where the welcome was late, for whatever reason."""
    database.now(start_break, IDEAS, Random(1), "U0ADA", NOW)
    database.now(start_break, IDEAS, Random(1), "U0ADA", NOW + timedelta(minutes=6))
    assert database.now(_begun) == 1


def test_a_reminder_that_is_just_being_sent_is_the_only_one_for_shifts_that_overlap(
    database: Database,
) -> None:
    """Whoever claims the later one while the earlier is on its way leaves it."""
    hours = [Reminder(NOW, NOW + timedelta(hours=8, minutes=n), "U0ADA") for n in (0, 10)]
    first, second = sorted((each.prompt() for each in hours), key=lambda each: each.due_at)
    assert first.due_at < second.due_at
    database.now(deliveries.plan, [first, second])
    database.now(attempts.claim, second.due_at, timedelta(minutes=2), 9)
    assert [database.now(breaks.reminded, each) for each in (first, second)] == [False, True]


def test_another_idea_is_for_a_break_that_runs(database: Database) -> None:
    assert database.now(another_idea, IDEAS, Random(1), "U0ADA", NOW) is None
    _press(database, 0)
    over = NOW + timedelta(minutes=5)
    assert database.now(another_idea, IDEAS, Random(1), "U0ADA", over) is None
    assert database.now(another_idea, IDEAS, Random(1), "U0BEN", NOW) is None


def test_the_welcome_back_remembers_the_last_few_ideas(database: Database) -> None:
    _press(database, 0)
    shown = [database.now(another_idea, IDEAS, Random(n), "U0ADA", NOW) for n in range(9)]
    last = database.now(breaks.latest, "U0ADA")
    assert last
    assert last.ideas == tuple(idea.key for idea in shown[-5:] if idea)


def test_not_today_twice_is_one_pause_and_never_shortens_a_longer_one(database: Database) -> None:
    for _ in range(2):
        database.now(no_breaks_today, SHIFT, NOW)
    assert database.now(_paused) == [datetime(2026, 11, 25, tzinfo=UTC)]
    later = datetime(2026, 12, 1, tzinfo=UTC)
    database.now(absences.set_pauses, "U0ADA", [Kind.BREAK], {Kind.BREAK: later})
    database.now(no_breaks_today, SHIFT, NOW)
    assert database.now(_paused) == [later]


def test_who_wants_no_reminders_at_all_still_gets_none_after_not_today(database: Database) -> None:
    database.now(lambda tx: tx.execute(pause.insert().values(person="U0ADA", kind=Kind.BREAK)))
    database.now(no_breaks_today, SHIFT, NOW)
    assert database.now(_paused) == [None]


def _paused(tx: Connection) -> list[datetime | None]:
    return list(tx.scalars(select(pause.c.until).where(pause.c.person == "U0ADA")))
