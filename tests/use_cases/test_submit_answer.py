from bot.domain.survey import Answer, RoundState
from bot.seal.opening import answers
from bot.store import rounds
from bot.use_cases.find_survey import Invited, Refusal, find_survey
from bot.use_cases.submit_answer import Kept, Submission, submit_answers
from tests.support.survey_scene import CLOSES, ITEM, OPENS, Scene, peer


def _opened(scene: Scene, round_id: str) -> list[Answer]:
    return list(answers(scene.keys.private(round_id), scene.slots(round_id).items()))


def test_an_answer_fills_the_persons_own_slot_and_no_other(scene: Scene) -> None:
    (round_id,) = scene.open()
    before = scene.slots(round_id)
    given = scene.answer(round_id, 3, 2, "a word")
    assert isinstance(given, Kept)
    assert (given.closes_at, given.timezone) == (CLOSES, "America/Toronto")
    after = scene.slots(round_id)
    assert [slot for slot in after if after[slot] != before[slot]] == [
        scene.sealer.slot(round_id, "U003")
    ]
    assert len(set(map(len, after.values()))) == 1
    assert _opened(scene, round_id) == [Answer({ITEM: 2}, "a word")]


def test_a_revision_takes_the_place_of_the_answer_before(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    anywhere.answer(round_id, 3, 2, "too much")
    anywhere.answer(round_id, 3, 0)
    assert _opened(anywhere, round_id) == [Answer({ITEM: 0})]
    anywhere.submit(round_id, "U003", Answer())
    assert _opened(anywhere, round_id) == []


def test_a_person_who_was_not_invited_changes_nothing(scene: Scene) -> None:
    (round_id,) = scene.open()
    before = scene.slots(round_id)
    for person in ("USUPER", "USTRANGER"):
        assert scene.submit(round_id, person, Answer({ITEM: 2})) is Refusal.NOT_INVITED
    assert scene.slots(round_id) == before


def test_the_roster_is_frozen_when_the_round_opens(scene: Scene) -> None:
    (round_id,) = scene.open()
    scene.with_members(peer(0), peer(20))
    assert scene.answer(round_id, 20, 1) is Refusal.NOT_INVITED
    assert isinstance(scene.answer(round_id, 7, 1), Kept)


def test_a_closed_or_unknown_round_takes_no_answer(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    anywhere.db.now(rounds.end, round_id, RoundState.UNREAD, CLOSES)
    assert anywhere.answer(round_id, 1, 1) is Refusal.CLOSED
    assert anywhere.answer("f" * 32, 1, 1) is Refusal.CLOSED
    assert anywhere.slots(round_id) == {}


def test_a_held_round_still_takes_answers(scene: Scene) -> None:
    (round_id,) = scene.open()
    scene.db.now(rounds.hold, round_id, CLOSES)
    assert isinstance(scene.answer(round_id, 1, 1), Kept)


def test_the_form_is_found_only_for_those_invited(scene: Scene) -> None:
    (round_id,) = scene.open()
    find = scene.db.now
    assert isinstance(find(find_survey, scene.sealer, round_id, "U001", OPENS), Invited)
    assert find(find_survey, scene.sealer, round_id, "USUPER", OPENS) is Refusal.NOT_INVITED
    assert find(find_survey, scene.sealer, "nonsense", "U001", OPENS) is Refusal.CLOSED
    assert find(find_survey, scene.sealer, round_id, "U001", CLOSES) is Refusal.CLOSED


def test_answers_that_come_together_are_each_kept_or_refused_by_themselves(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    before = anywhere.slots(round_id)
    people = ("U003", "USTRANGER", "U001", "U003")
    given = [
        Submission(round_id, who, Answer({ITEM: n % 3}), OPENS) for n, who in enumerate(people)
    ]
    given.append(Submission("f" * 32, "U002", Answer({ITEM: 1}), OPENS))
    outcomes = anywhere.db.now(submit_answers, given, sealer=anywhere.sealer)
    assert [isinstance(one, Kept) for one in outcomes] == [True, False, True, True, False]
    assert (outcomes[1], outcomes[4]) == (Refusal.NOT_INVITED, Refusal.CLOSED)
    after = anywhere.slots(round_id)
    changed = {slot for slot in after if after[slot] != before[slot]}
    assert changed == {anywhere.sealer.slot(round_id, who) for who in ("U001", "U003")}
    assert [one.levels[ITEM] for one in _opened(anywhere, round_id)].count(0) == 1


def test_a_submission_does_not_show_what_is_in_it() -> None:
    assert "quokka" not in repr(Submission("f" * 32, "U001", Answer({}, "quokka"), OPENS))


def test_an_answer_after_the_closing_time_is_too_late_even_if_nothing_has_closed_yet(
    scene: Scene,
) -> None:
    (round_id,) = scene.open()
    before = scene.slots(round_id)
    assert scene.submit(round_id, "U001", Answer({ITEM: 1}), CLOSES) is Refusal.CLOSED
    assert scene.slots(round_id) == before
