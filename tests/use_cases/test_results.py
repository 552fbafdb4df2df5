"""Who sees results, who says what was done, and who is told of it: on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.attempt import Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.results import Result, Word
from bot.domain.team import Member, Role, Team
from bot.seal.vault import Vault
from bot.store import attempts, deliveries, people, rounds
from bot.use_cases.compose import compose
from bot.use_cases.find_results import find_latest, find_results
from bot.use_cases.permit import NotPermittedError
from bot.use_cases.tell_what_was_done import find_told, tell_what_was_done
from tests.support.survey_scene import CADENCE, CLOSES, OPENS, Scene, a_team, peer, supervisor

VAULT = Vault(b"v" * 32)
LATER = CLOSES + timedelta(days=3)
WEEK = timedelta(weeks=1)
CITY = replace(CADENCE, group="city")
RIVER_LEAD, HILL_LEAD = "USUPER", "UHILL"


def _hill() -> Team:
    """A sibling that is asked together with the river team: three more people, and their lead."""
    members = (supervisor(HILL_LEAD), *(peer(number) for number in range(8, 11)))
    return replace(a_team(key="hill", survey=CITY), name="Hill", members=members)


@pytest.fixture
def pooled(anywhere: Scene) -> Scene:
    """Two teams asked together; all eleven have answered, and the round is released."""
    anywhere.save(replace(anywhere.team, survey=CITY))
    anywhere.save(_hill())
    _round(anywhere, range(11))
    return anywhere


def _round(scene: Scene, who: range, weeks: int = 0) -> str:
    (round_id,) = scene.open(OPENS + weeks * WEEK)
    for person in who:
        scene.answer(round_id, person, 2, "quokka")
    scene.close(CLOSES + weeks * WEEK)
    return round_id


def _results(scene: Scene, person: str) -> list[Result]:
    return scene.db.now(find_results, VAULT, person)[0]


def _say(scene: Scene, person: str, team: str, text: str = "We met.", days: int = 0) -> None:
    word = Word(_results(scene, person)[0].round, team, text)
    scene.db.now(tell_what_was_done, VAULT, person, word, LATER + timedelta(days=days))


def _notes(scene: Scene) -> list[Prompt]:
    everybody = [peer(number).id for number in range(11)]
    planned = scene.db.now(deliveries.upcoming, everybody, OPENS, 200)
    return [prompt for prompt in planned if prompt.kind is Kind.SURVEY_DONE]


def test_each_team_that_was_asked_together_speaks_in_its_own_name_and_all_read_both(
    pooled: Scene,
) -> None:
    _say(pooled, RIVER_LEAD, "river", "We met.")
    _say(pooled, HILL_LEAD, "hill", "We moved the meeting.")
    for person in (peer(0).id, peer(9).id, RIVER_LEAD, HILL_LEAD):
        (result,) = _results(pooled, person)
        assert result.done == [("Hill", "We moved the meeting."), ("River & Bank", "We met.")]
        assert result.released.release.comments == ()
    assert [one.mine for one in _results(pooled, RIVER_LEAD)] == [[("river", "River & Bank")]]
    assert [one.mine for one in _results(pooled, peer(0).id)] == [[]]


def test_all_who_were_invited_are_told_once_however_many_teams_say_something(
    pooled: Scene,
) -> None:
    _say(pooled, RIVER_LEAD, "river")
    notes = _notes(pooled)
    assert sorted(note.recipient for note in notes) == [peer(number).id for number in range(11)]
    assert {note.expires_at - note.due_at for note in notes} == {WEEK}
    _say(pooled, HILL_LEAD, "hill", days=1)
    _say(pooled, RIVER_LEAD, "river", "", days=2)
    _say(pooled, RIVER_LEAD, "river", "We met again.", days=3)
    assert _notes(pooled) == notes
    messages = [pooled.db.now(compose, pooled.words, note) for note in notes]
    (text,) = {message.text for message in messages if message}
    assert "We met" not in text


def test_whoever_is_in_none_of_the_teams_any_more_is_not_pointed_to_what_they_cannot_see(
    pooled: Scene,
) -> None:
    _say(pooled, RIVER_LEAD, "river")
    pooled.save(replace(_hill(), members=_hill().members[:2]))
    gone = [note for note in _notes(pooled) if note.recipient in {peer(9).id, peer(10).id}]
    assert [pooled.db.now(compose, pooled.words, note) for note in gone] == [None, None]


@pytest.mark.parametrize(
    ("person", "team"),
    [(peer(0).id, "river"), (RIVER_LEAD, "hill"), ("UNOBODY", "river"), (RIVER_LEAD, "none")],
)
def test_only_those_who_lead_the_team_speak_for_it(pooled: Scene, person: str, team: str) -> None:
    (result,) = _results(pooled, RIVER_LEAD)
    for act in (
        lambda: pooled.db.now(find_told, VAULT, person, (result.round, team)),
        lambda: pooled.db.now(
            tell_what_was_done, VAULT, person, Word(result.round, team, "We met."), LATER
        ),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert _notes(pooled) == []


def test_a_lead_whose_account_is_deactivated_or_who_stopped_leading_is_refused(
    pooled: Scene,
) -> None:
    (result,) = _results(pooled, RIVER_LEAD)
    word = Word(result.round, "river", "We met.")
    pooled.db.now(people.note, RIVER_LEAD, left_at=LATER)
    with pytest.raises(NotPermittedError):
        pooled.db.now(tell_what_was_done, VAULT, RIVER_LEAD, word, LATER)
    with pytest.raises(NotPermittedError):
        pooled.db.now(find_results, VAULT, RIVER_LEAD)
    former = [replace(m, role=Role.COLLEAGUE) for m in _hill().members]
    pooled.save(replace(_hill(), members=tuple(former)))
    with pytest.raises(NotPermittedError):
        pooled.db.now(tell_what_was_done, VAULT, HILL_LEAD, replace(word, team="hill"), LATER)


def test_nothing_is_said_about_a_round_that_is_open_or_that_nobody_read(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    word = Word(round_id, "river", "We met.")
    for closes in (OPENS, CLOSES, OPENS + 4 * WEEK):
        anywhere.close(closes)
        with pytest.raises(NotPermittedError):
            anywhere.db.now(tell_what_was_done, VAULT, RIVER_LEAD, word, closes)
    assert _results(anywhere, RIVER_LEAD) == []
    assert anywhere.db.now(find_latest, RIVER_LEAD, [anywhere.team]) is None


def test_the_last_two_rounds_are_shown_the_latest_first(scene: Scene) -> None:
    ids = [_round(scene, range(8), weeks) for weeks in (0, 8, 16)]
    assert [one.round for one in _results(scene, peer(0).id)] == ids[:0:-1]
    assert [found.id for found, _, _ in scene.db.now(rounds.last_released, ["river"], 9)] == ids[
        ::-1
    ]


@pytest.mark.parametrize("days", [-1, 0, 1, 7, 8])
def test_comments_are_shown_to_whom_the_digest_of_that_week_brought_them(
    anywhere: Scene, days: int
) -> None:
    _round(anywhere, range(8))
    due = CLOSES + timedelta(days=days)
    digest = Prompt(Kind.DIGEST, RIVER_LEAD, due, due + WEEK, None)
    anywhere.db.now(deliveries.plan, [digest])
    (result,) = _results(anywhere, RIVER_LEAD)
    assert not result.in_full
    claimed = anywhere.db.now(attempts.claim, due, WEEK, 100)
    anywhere.db.now(attempts.record, [Outcome(each, State.SENT) for each in claimed])
    (result,) = _results(anywhere, RIVER_LEAD)
    assert result.in_full is (1 <= days <= 7)
    assert bool(result.released.release.comments) is result.in_full


def test_a_coordinator_reads_no_comments_even_after_a_digest(scene: Scene) -> None:
    """They once supervised, and no longer read the digest."""
    _round(scene, range(8))
    due = CLOSES + timedelta(days=3)
    scene.db.now(deliveries.plan, [Prompt(Kind.DIGEST, RIVER_LEAD, due, due + WEEK, None)])
    claimed = scene.db.now(attempts.claim, due, WEEK, 100)
    scene.db.now(attempts.record, [Outcome(each, State.SENT) for each in claimed])
    now = Member(RIVER_LEAD, "Sam", Role.COORDINATOR, "America/Toronto")
    scene.with_members(now, *scene.team.members[1:])
    (result,) = _results(scene, RIVER_LEAD)
    assert result.released.release.comments == ()
