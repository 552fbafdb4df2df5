"""What somebody brings along to a check-in: nothing of it is lost, and it stays in its team."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.check_in import ASKED, CheckIn, CheckInState
from bot.domain.team import Cadence, Member, Role, Team, Weekly
from bot.seal.vault import Vault
from bot.store import agenda, check_ins
from bot.store.database import Database
from bot.use_cases.agenda_drafts import find_agenda, keep_agenda
from bot.use_cases.apply_team import apply_team
from bot.use_cases.check_in_outcomes import keep_agreed, say_how_it_went
from bot.use_cases.plan_prompts import plan_prompts
from bot.views.agenda_form import Made, key_of

VAULT = Vault(b"s" * 32)
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA, EVE, FAY, ZONE = "U0ADA", "U0EVE", "U0FAY", "Europe/London"
NOTHING = Made(topics=(), own=(), brought=(), style=None, share=False)
DEBRIEF = "what happened on Sunday night"
BRING = replace(NOTHING, brought=(key_of(DEBRIEF),))


def the_team(key: str, supervisor: str) -> Team:
    members = (
        Member(ADA, "Ada", Role.PEER_SUPPORTER, ZONE, supervisor=supervisor),
        Member(supervisor, supervisor, Role.SUPERVISOR, ZONE),
    )
    weekly = "FREQ=WEEKLY;BYDAY=TH"
    met = Cadence(Role.SUPERVISOR, weekly, weekly, date(2026, 11, 1), time(14))
    made = Team(key, key, f"C0{key.upper()}", ZONE, 10, Weekly(0, time(9)), None, members, ())
    return replace(made, cadences=(met,))


@pytest.fixture
def db(database: Database) -> Database:
    """Ada meets Eve on Thursdays, and has a debrief on her list."""
    database.now(apply_team, the_team("hill", EVE), MONDAY)
    database.now(plan_prompts, MONDAY)
    database.now(agenda.add, ADA, VAULT.seal(DEBRIEF))
    return database


def _coming(db: Database, key: str = "hill") -> list[CheckIn]:
    found = db.now(check_ins.planned, [key], MONDAY)
    return [each for each in found if each.slot.person == ADA]


def _listed(db: Database) -> list[str]:
    return [VAULT.open(sealed) for _, sealed in db.now(agenda.of_person, ADA)]


def _keep(db: Database, its: CheckIn, made: Made) -> tuple[str, ...]:
    kept = db.now(keep_agenda, VAULT, ADA, its.id, made, MONDAY)
    assert kept
    return kept.agenda.brought


def test_what_is_taken_from_the_agenda_again_goes_back_to_the_list(db: Database) -> None:
    its = _coming(db)[0]
    assert _keep(db, its, BRING) == (DEBRIEF,)
    assert _listed(db) == []
    assert _keep(db, its, BRING) == (DEBRIEF,)
    assert _keep(db, its, NOTHING) == ()
    assert _listed(db) == [DEBRIEF]


def test_a_form_that_still_has_it_on_the_list_keeps_it_on_the_agenda(db: Database) -> None:
    its = _coming(db)[0]
    _keep(db, its, BRING)
    assert _keep(db, its, replace(BRING, own=("and one thing more",))) == (DEBRIEF,)
    assert _listed(db) == []


def test_with_two_forms_open_each_keeps_the_texts_that_were_ticked_on_it(db: Database) -> None:
    its, other = _coming(db)[0], "what happened on Monday"
    db.now(agenda.add, ADA, VAULT.seal(other))
    _keep(db, its, replace(BRING, brought=(key_of(DEBRIEF), key_of(other))))
    _keep(db, its, replace(BRING, brought=(key_of(other),)))
    assert _keep(db, its, replace(BRING, brought=(key_of(other),))) == (other,)
    assert _listed(db) == [DEBRIEF]


def test_they_met_without_it_so_it_is_on_the_next_agenda(db: Database) -> None:
    its, following, *_ = _coming(db)
    _keep(db, its, BRING)
    db.now(say_how_it_went, EVE, its.id, CheckInState.HELD)
    found = db.now(find_agenda, VAULT, ADA, following.id, MONDAY + timedelta(days=4))
    assert found.draft.brought == (DEBRIEF,)


def test_nobody_said_how_it_went_so_it_is_on_the_next_agenda_and_can_be_taken_off_there(
    db: Database,
) -> None:
    its, following, *_ = _coming(db)
    _keep(db, its, BRING)
    until = its.starts_at + ASKED
    before = db.now(find_agenda, VAULT, ADA, following.id, until - timedelta(seconds=1))
    assert before.draft.brought == ()
    after = db.now(find_agenda, VAULT, ADA, following.id, until)
    assert after.draft.brought == (DEBRIEF,)
    assert db.now(keep_agenda, VAULT, ADA, following.id, NOTHING, until)
    assert _listed(db) == [DEBRIEF]
    again = db.now(find_agenda, VAULT, ADA, following.id, until)
    assert again.draft.brought == ()


def test_what_was_left_over_while_there_was_a_draft_already_is_on_the_one_after_that(
    db: Database,
) -> None:
    its, following, third, *_ = _coming(db)
    _keep(db, its, BRING)
    _keep(db, following, replace(NOTHING, own=("prepared early",)))
    db.now(say_how_it_went, EVE, its.id, CheckInState.HELD)
    later = its.starts_at + timedelta(days=1)
    found = db.now(find_agenda, VAULT, ADA, following.id, later).draft
    assert (found.items, found.brought) == (("prepared early",), ())
    assert db.now(keep_agenda, VAULT, ADA, following.id, NOTHING, later)
    assert db.now(find_agenda, VAULT, ADA, third.id, later).draft.brought == (DEBRIEF,)


def test_nothing_of_one_team_is_on_the_agenda_of_another(db: Database) -> None:
    db.now(apply_team, the_team("dale", FAY), MONDAY)
    db.now(plan_prompts, MONDAY)
    with_eve, with_fay = _coming(db)[0], _coming(db, "dale")[0]
    _keep(db, with_eve, replace(NOTHING, own=("about Eve's team",)))
    db.now(keep_agreed, VAULT, EVE, with_eve.id, ("agreed with Eve",))
    db.now(say_how_it_went, EVE, with_eve.id, CheckInState.NOT_NEEDED)
    found = db.now(find_agenda, VAULT, ADA, with_fay.id, MONDAY)
    assert found.draft.items == ()
    assert [each.agreed for each in found.to_bring] == [False, False]
