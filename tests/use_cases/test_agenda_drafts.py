"""What somebody brings along to a check-in: nothing of it is lost, and it stays in its team."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.check_in import CheckIn, CheckInState
from bot.domain.team import Cadence, Member, Role, Team, Weekly
from bot.seal.vault import Vault
from bot.store import agenda, check_ins
from bot.store.database import Database
from bot.use_cases.agenda_drafts import find_agenda, keep_agenda
from bot.use_cases.apply_team import apply_team
from bot.use_cases.check_in_outcomes import keep_agreed, say_how_it_went
from bot.use_cases.plan_prompts import plan_prompts
from bot.views.agenda_form import Made

VAULT = Vault(b"s" * 32)
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA, EVE, FAY, ZONE = "U0ADA", "U0EVE", "U0FAY", "Europe/London"
NOTHING = Made(topics=(), own=(), brought=(), items=(), style=None, share=False)
DEBRIEF = "what happened on Sunday night"


def _team(key: str, supervisor: str) -> Team:
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
    database.now(apply_team, _team("hill", EVE), MONDAY)
    database.now(plan_prompts, MONDAY)
    database.now(agenda.add, ADA, VAULT.seal(DEBRIEF))
    return database


def _coming(db: Database, key: str = "hill") -> list[CheckIn]:
    found = db.now(check_ins.planned, [key], MONDAY)
    return [each for each in found if each.slot.person == ADA]


def _listed(db: Database) -> dict[str, int]:
    return {VAULT.open(sealed): item for item, sealed in db.now(agenda.of_person, ADA)}


def _keep(db: Database, its: CheckIn, made: Made) -> tuple[str, ...]:
    kept = db.now(keep_agenda, VAULT, ADA, its.id, made, MONDAY)
    assert kept
    return kept.agenda.brought


def test_what_is_taken_from_the_agenda_again_goes_back_to_the_list(db: Database) -> None:
    its = _coming(db)[0]
    bring = replace(NOTHING, items=(_listed(db)[DEBRIEF],))
    assert _keep(db, its, bring) == (DEBRIEF,)
    assert _listed(db) == {}
    assert _keep(db, its, replace(NOTHING, brought=(0,))) == (DEBRIEF,)
    assert _keep(db, its, NOTHING) == ()
    assert list(_listed(db)) == [DEBRIEF]


def test_a_form_that_still_has_it_on_the_list_loses_nothing(db: Database) -> None:
    its = _coming(db)[0]
    bring = replace(NOTHING, items=(_listed(db)[DEBRIEF],))
    _keep(db, its, bring)
    _keep(db, its, replace(bring, own=("and one thing more",)))
    assert list(_listed(db)) == [DEBRIEF]


def test_they_met_without_it_so_it_is_on_the_next_agenda(db: Database) -> None:
    its, following, *_ = _coming(db)
    _keep(db, its, replace(NOTHING, items=(_listed(db)[DEBRIEF],)))
    db.now(say_how_it_went, EVE, its.id, CheckInState.HELD)
    found = db.now(find_agenda, VAULT, ADA, following.id, MONDAY + timedelta(days=4))
    assert found.draft.brought == (DEBRIEF,)


def test_nothing_of_one_team_is_on_the_agenda_of_another(db: Database) -> None:
    db.now(apply_team, _team("dale", FAY), MONDAY)
    db.now(plan_prompts, MONDAY)
    with_eve, with_fay = _coming(db)[0], _coming(db, "dale")[0]
    _keep(db, with_eve, replace(NOTHING, own=("about Eve's team",)))
    db.now(keep_agreed, VAULT, EVE, with_eve.id, ("agreed with Eve",))
    db.now(say_how_it_went, EVE, with_eve.id, CheckInState.NOT_NEEDED)
    found = db.now(find_agenda, VAULT, ADA, with_fay.id, MONDAY)
    assert found.draft.items == ()
    assert [each.agreed for each in found.to_bring] == [False, False]
