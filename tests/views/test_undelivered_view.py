"""What a coordinator is shown of prompts that may not have arrived, and what nobody is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.content import catalogue
from bot.domain.attempt import LEASE, Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.team import Member, Role
from bot.domain.undelivered import LATELY, Undelivered
from bot.store import attempts, deliveries, teams
from bot.store.database import Database
from bot.use_cases.find_undelivered import find_undelivered
from bot.views import undelivered
from sandbox.rules import check_view
from tests.support.survey_scene import a_team

DUE = datetime(2026, 11, 23, 16, 50, tzinfo=UTC)
LATER = DUE + timedelta(days=1)
TEAM = replace(
    a_team(),
    members=(
        Member("U0COORD", "Cora", Role.COORDINATOR, "UTC"),
        Member("U0PEER", "Pat", Role.PEER_SUPPORTER, "UTC"),
    ),
)
DEBRIEF = Prompt(Kind.DEBRIEF, "C0RIVER", DUE, LATER, TEAM.key, {"people": "U0PEER"})


def _end(tx: Connection, prompt: Prompt, state: State, trouble: str | None = None) -> None:
    deliveries.plan(tx, [prompt])
    (claimed,) = attempts.claim(tx, LATER, LEASE, 9)
    attempts.record(tx, [Outcome(claimed, state, trouble=trouble)])


@pytest.fixture
def river(database: Database) -> Database:
    database.now(teams.save, TEAM)
    return database


def _shown(db: Database, person: str = "U0COORD", now: datetime = LATER) -> str:
    found = db.now(find_undelivered, person, now)
    blocks = undelivered.on_home(catalogue.load().of("en"), found)
    assert not blocks or not check_view({"type": "home", "blocks": blocks}, kind="home")
    return "\n".join(str(block) for block in blocks)


def test_a_coordinator_sees_that_a_digest_of_their_team_did_not_arrive(river: Database) -> None:
    """A digest is about all teams of whoever reads it, and so is planned for none."""
    read = Member("U0SUPER", "Sam", Role.SUPERVISOR, "UTC")
    river.now(teams.save, replace(TEAM, members=(*TEAM.members, read)))
    for who in ("U0SUPER", "U0PEER", "U0STRANGER"):
        river.now(_end, Prompt(Kind.DIGEST, who, DUE, LATER, None), State.DEAD, "user_disabled")
    assert river.now(find_undelivered, "U0COORD", LATER) == Undelivered((), 1)


def test_a_coordinator_sees_which_channel_prompts_are_missing_and_what_to_do(
    river: Database,
) -> None:
    river.now(_end, DEBRIEF, State.UNKNOWN, "no_answer")
    second = replace(DEBRIEF, due_at=DUE + timedelta(hours=1))
    river.now(_end, second, State.DEAD, "not_in_channel")
    shown = _shown(river)
    assert "<#C0RIVER>: the team's debrief. Slack never said" in shown
    assert "/invite @Holdspace" in shown
    assert "U0PEER" not in shown


def test_of_messages_to_single_people_there_is_a_number_and_nothing_else(river: Database) -> None:
    for number in range(2):
        whose = replace(DEBRIEF, recipient=f"U0WHO{number}")
        river.now(_end, whose, State.DEAD, "user_disabled")
    shown = _shown(river)
    assert "2 messages to single people" in shown
    assert "U0WHO" not in shown
    assert "debrief. " not in shown


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind.name.startswith(("BREAK", "SURVEY"))]
)
def test_breaks_and_surveys_are_not_even_counted(river: Database, kind: Kind) -> None:
    river.now(_end, replace(DEBRIEF, kind=kind, recipient="U0PEER"), State.DEAD)
    assert _shown(river) == ""


def test_who_does_not_coordinate_the_team_sees_nothing_of_it(river: Database) -> None:
    river.now(_end, DEBRIEF, State.DEAD)
    assert _shown(river, "U0PEER") == ""
    assert _shown(river, "U0NOBODY") == ""


def test_where_all_went_well_or_long_ago_there_is_nothing_to_see(river: Database) -> None:
    river.now(_end, DEBRIEF, State.SENT)
    river.now(_end, replace(DEBRIEF, recipient="C0OTHER"), State.DEAD)
    assert _shown(river, now=DUE + LATELY + timedelta(seconds=1)) == ""
    assert undelivered.on_home(catalogue.load().of("en"), Undelivered()) == []


def test_after_a_bad_day_the_page_stays_short(river: Database) -> None:
    for number in range(undelivered.SHOWN + 2):
        one = replace(DEBRIEF, due_at=DUE + timedelta(minutes=number))
        river.now(_end, one, State.DEAD, "invalid_auth")
    shown = _shown(river)
    assert shown.count("<#C0RIVER>") == undelivered.SHOWN
    assert "And 2 older ones" in shown
