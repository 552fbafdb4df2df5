from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.attempt import LEASE, Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.survey import RoundState
from bot.store import attempts, deliveries, rounds
from bot.use_cases.close_rounds import KEY_MAY_COME_BACK
from bot.use_cases.compose import compose
from tests.support.survey_scene import CLOSES, OPENS, Scene, a_team, peer

WEEK = timedelta(weeks=1)
SECOND = timedelta(seconds=1)
REMINDED = CLOSES - timedelta(days=1)
EVERYBODY = [peer(number).id for number in range(8)]


def _notices(scene: Scene, kind: Kind) -> list[Prompt]:
    planned = scene.db.now(deliveries.upcoming, EVERYBODY, OPENS, 200)
    found = [prompt for prompt in planned if prompt.kind is kind]
    return sorted(found, key=lambda prompt: (prompt.due_at, prompt.recipient))


def _texts(scene: Scene, kind: Kind) -> set[str]:
    notices = _notices(scene, kind)
    messages = [scene.db.now(compose, scene.words, prompt) for prompt in notices]
    return {message.text for message in messages if message}


def _invited(scene: Scene, state: State, at: datetime) -> None:
    """Everybody's invitation came to this at that time."""
    claimed = scene.db.now(attempts.claim, at, LEASE, len(EVERYBODY))
    assert {made.prompt.kind for made in claimed} == {Kind.SURVEY_INVITATION}
    sent_at = at if state is State.SENT else None
    ended = [Outcome(made, state, at, sent_at=sent_at) for made in claimed]
    scene.db.now(attempts.record, ended)


def test_a_held_round_is_told_once_to_all_however_many_have_answered(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    for person in range(3):
        anywhere.answer(round_id, person, 2)
    anywhere.close()
    notices = _notices(anywhere, Kind.SURVEY_HELD)
    expected = [(person, CLOSES, CLOSES + WEEK) for person in EVERYBODY]
    assert [(p.recipient, p.due_at, p.expires_at) for p in notices] == expected
    anywhere.close(CLOSES + WEEK)
    assert _notices(anywhere, Kind.SURVEY_HELD) == notices
    (text,) = _texts(anywhere, Kind.SURVEY_HELD)
    assert "anonymous to your supervisors" in text


def test_an_unread_ending_is_told_to_all_who_were_invited(anywhere: Scene) -> None:
    anywhere.open()
    for weeks in range(4):
        anywhere.close(CLOSES + weeks * WEEK)
    ends = OPENS + 4 * WEEK
    anywhere.close(ends)
    notices = _notices(anywhere, Kind.SURVEY_ENDED)
    assert [(p.recipient, p.due_at) for p in notices] == [(person, ends) for person in EVERYBODY]
    (text,) = _texts(anywhere, Kind.SURVEY_ENDED)
    assert "deleted unread" in text
    assert _texts(anywhere, Kind.SURVEY_HELD) == set()


def test_a_void_round_is_told_even_to_those_who_have_left_since(scene: Scene) -> None:
    (round_id,) = scene.open()
    scene.with_members(*scene.team.members[:3])
    scene.keys.destroy(round_id)
    scene.close(CLOSES + KEY_MAY_COME_BACK)
    assert [p.recipient for p in _notices(scene, Kind.SURVEY_ENDED)] == EVERYBODY
    (text,) = _texts(scene, Kind.SURVEY_ENDED)
    assert "The key that opens the answers was lost" in text


@pytest.mark.parametrize("state", [RoundState.UNREAD, RoundState.VOID, RoundState.RELEASED])
def test_a_reminder_is_withdrawn_when_the_round_has_ended(scene: Scene, state: RoundState) -> None:
    (round_id,) = scene.open()
    reminders = _notices(scene, Kind.SURVEY_REMINDER)
    invitations = _notices(scene, Kind.SURVEY_INVITATION)
    _invited(scene, State.SENT, OPENS)
    assert all(scene.db.now(compose, scene.words, prompt) for prompt in reminders)
    scene.db.now(rounds.end, round_id, state, OPENS)
    for prompt in reminders + invitations:
        assert scene.db.now(compose, scene.words, prompt) is None


@pytest.mark.parametrize(
    ("state", "at", "is_reminded"),
    [
        (State.SENT, REMINDED - SECOND, True),
        (State.SENT, REMINDED, False),
        (State.PLANNED, REMINDED + SECOND, False),
        (State.DEAD, REMINDED - SECOND, True),
        (State.UNKNOWN, REMINDED - SECOND, True),
    ],
)
def test_whoever_is_invited_in_the_last_day_is_not_reminded_of_it_as_well(
    anywhere: Scene, state: State, at: datetime, *, is_reminded: bool
) -> None:
    anywhere.open()
    _invited(anywhere, state, at)
    assert bool(_texts(anywhere, Kind.SURVEY_REMINDER)) is is_reminded


def test_a_round_opened_too_late_for_it_reminds_nobody(scene: Scene) -> None:
    scene.open(CLOSES - timedelta(days=1))
    assert _notices(scene, Kind.SURVEY_REMINDER) == []


def test_what_is_sent_depends_on_nobody_having_answered(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    before = [
        *_notices(anywhere, Kind.SURVEY_INVITATION),
        *_notices(anywhere, Kind.SURVEY_REMINDER),
    ]
    told = _texts(anywhere, Kind.SURVEY_REMINDER)
    for person in range(8):
        anywhere.answer(round_id, person, 1)
    after = [*_notices(anywhere, Kind.SURVEY_INVITATION), *_notices(anywhere, Kind.SURVEY_REMINDER)]
    assert (after, _texts(anywhere, Kind.SURVEY_REMINDER)) == (before, told)


def test_a_pooled_round_speaks_of_all_its_teams(scene: Scene) -> None:
    survey = scene.team.survey
    assert survey
    pooled = replace(survey, group="both")
    scene.save(replace(scene.team, survey=pooled))
    scene.save(replace(a_team(key="shore", survey=pooled), name="Shore"))
    scene.open()
    (text,) = _texts(scene, Kind.SURVEY_INVITATION)
    assert "River &amp; Bank and Shore: a short survey is open" in text
