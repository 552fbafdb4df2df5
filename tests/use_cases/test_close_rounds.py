from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from nacl.public import PrivateKey

from bot.domain.release import Band, People, Release
from bot.domain.survey import Answer, RoundState
from bot.seal.keys import LostKeyError, RoundKeys
from bot.store import answering, rounds, schema
from bot.store.database import Database
from bot.use_cases.close_rounds import (
    KEY_MAY_COME_BACK,
    close_due_rounds,
    sweep,
    tell_of_missing,
)
from bot.use_cases.find_survey import Refusal
from tests.support.survey_scene import CLOSES, ITEM, OPENS, Scene, a_team, peer

WEEK = timedelta(weeks=1)
SECOND = timedelta(seconds=1)


def _answered(scene: Scene, people: int = 8, canary: str = "") -> str:
    (round_id,) = scene.open()
    for person in range(people):
        scene.answer(round_id, person, 2 if person else 0, f"{canary}{person}" if canary else "")
    return round_id


def _releases(scene: Scene) -> list[Release]:
    found = scene.db.now(rounds.released, "river", OPENS, CLOSES + 5 * WEEK)
    return [release for _, release in found]


def _has_key(scene: Scene, round_id: str) -> bool:
    return not scene.keys.missing({round_id})


def test_at_its_close_a_round_is_released_once_and_nothing_else_is_left(anywhere: Scene) -> None:
    round_id = _answered(anywhere, canary="word ")
    assert anywhere.close(CLOSES - SECOND) == 0
    assert anywhere.close() == 1
    (release,) = _releases(anywhere)
    assert release.people is People.FIVE
    assert release.bands.pop(ITEM) is Band.MOST
    assert set(release.bands.values()) == {None}
    assert sorted(release.comments) == [f"word {person}" for person in range(8)]
    assert anywhere.slots(round_id) == {}
    assert not _has_key(anywhere, round_id)
    assert anywhere.found(round_id).state is RoundState.RELEASED
    assert anywhere.close() == 0
    assert _releases(anywhere)[0].comments == release.comments


def test_an_answer_that_comes_after_the_close_is_refused(scene: Scene) -> None:
    round_id = _answered(scene)
    scene.close()
    assert scene.answer(round_id, 1, 1) is Refusal.CLOSED


def test_the_fifth_answer_releases_nothing_before_the_close(scene: Scene) -> None:
    _answered(scene, people=8)
    assert _releases(scene) == []


def test_comments_of_seven_people_are_never_released(scene: Scene) -> None:
    _answered(scene, people=7, canary="word ")
    scene.close()
    (release,) = _releases(scene)
    assert release.comments == ()


def test_too_few_answers_are_held_a_week_at_a_time_then_deleted_unread(anywhere: Scene) -> None:
    round_id = _answered(anywhere, people=4, canary="word ")
    before = anywhere.slots(round_id)
    now, closings = CLOSES, []
    while anywhere.close(now) == 0:
        assert anywhere.found(round_id).state is RoundState.HELD
        assert anywhere.slots(round_id) == before
        closings.append(now := anywhere.found(round_id).closes_at)
    assert closings == [CLOSES + WEEK, CLOSES + 2 * WEEK, CLOSES + 3 * WEEK, OPENS + 4 * WEEK]
    assert anywhere.found(round_id).state is RoundState.UNREAD
    assert anywhere.slots(round_id) == {}
    assert _releases(anywhere) == []
    assert not _has_key(anywhere, round_id)


def test_a_held_round_is_released_at_its_next_close_if_enough_have_answered(scene: Scene) -> None:
    round_id = _answered(scene, people=4)
    assert scene.close() == 0
    scene.answer(round_id, 6, 1)
    scene.answer(round_id, 7, 1)
    assert scene.close(CLOSES + SECOND) == 0
    assert scene.close(CLOSES + WEEK) == 1
    assert len(_releases(scene)) == 1


def test_an_abstention_is_no_answer(scene: Scene) -> None:
    round_id = _answered(scene, people=5)
    scene.submit(round_id, "U004", Answer({}, "   "))
    assert scene.close() == 0
    assert scene.found(round_id).state is RoundState.HELD


def test_a_copied_slot_does_not_count(scene: Scene) -> None:
    round_id = _answered(scene, people=4)
    slots = scene.slots(round_id)
    full, empty = (scene.sealer.slot(round_id, person) for person in ("U003", "U007"))
    scene.db.now(answering.fill, round_id, {empty: slots[full]})
    assert scene.close() == 0


def test_a_lost_key_voids_the_round_a_day_after_its_close(anywhere: Scene) -> None:
    round_id = _answered(anywhere)
    anywhere.keys.destroy(round_id)
    assert anywhere.close() == 0
    assert anywhere.close(CLOSES + KEY_MAY_COME_BACK - SECOND) == 0
    assert anywhere.slots(round_id) != {}
    assert anywhere.close(CLOSES + KEY_MAY_COME_BACK) == 1
    assert anywhere.found(round_id).state is RoundState.VOID
    assert anywhere.slots(round_id) == {}
    assert _releases(anywhere) == []


def test_a_key_of_another_round_voids_it_and_reads_nothing(scene: Scene) -> None:
    round_id = _answered(scene)
    scene.keys.destroy(round_id)
    scene.keys.create(round_id)
    scene.close(CLOSES + KEY_MAY_COME_BACK)
    assert scene.found(round_id).state is RoundState.VOID
    assert not _has_key(scene, round_id)


def test_a_key_that_comes_back_in_time_releases_the_round(scene: Scene) -> None:
    round_id = _answered(scene)
    (key,) = (scene.folder / "keys").glob("*.key")
    key.rename(scene.folder / "elsewhere")
    assert scene.close() == 0
    (scene.folder / "elsewhere").rename(key)
    assert scene.close(CLOSES + SECOND) == 1
    assert scene.found(round_id).state is RoundState.RELEASED


def test_a_key_that_others_may_read_holds_up_its_own_round_and_no_other(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.save(replace(a_team(key="lake"), members=tuple(peer(n) for n in range(20, 28))))
    one, other = scene.open()
    for person in range(8):
        scene.answer(one, person, 2)
        scene.answer(other, person, 2)
        scene.answer(one, person + 20, 2)
        scene.answer(other, person + 20, 2)
    (scene.folder / "keys" / f"{one}.key").chmod(0o640)
    assert scene.close() == 1
    assert [scene.found(each).state for each in (one, other)] == [
        RoundState.OPEN,
        RoundState.RELEASED,
    ]
    assert f"Round {one} cannot be closed now: KeyDirectoryError" in caplog.text
    (scene.folder / "keys" / f"{one}.key").chmod(0o600)
    assert scene.close(CLOSES + SECOND) == 1


def test_a_key_that_cannot_be_destroyed_is_destroyed_by_the_next_turn(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    round_id = _answered(scene)
    keys = FailsToDestroy(scene.folder / "keys")
    assert close_due_rounds(scene.db, keys, CLOSES, Random(1)) == 1
    assert "Not all keys of 1 ended rounds are destroyed: OSError" in caplog.text
    assert _has_key(scene, round_id)
    assert sweep(scene.db, scene.keys) == [round_id]
    assert not _has_key(scene, round_id)


class FailsToDestroy(RoundKeys):
    def destroy(self, *round_ids: str) -> None:
        raise OSError(5, "Input/output error", *round_ids)


class Died(BaseException):
    """The process died here."""


class DiesWhileShuffling(Random):
    def sample(self, *_: object, **__: object) -> list[object]:  # type: ignore[override]
        raise Died


class DiesBeforeDestroying(RoundKeys):
    def destroy(self, *round_ids: str) -> None:
        raise Died(round_ids)


class ClosesMeanwhile(RoundKeys):
    """Another process closes the round between the look at what is due and the close."""

    scene: Scene

    def private(self, round_id: str) -> PrivateKey:
        self.scene.close()
        return super().private(round_id)


class DiesBeforeScrubbing(Database):
    def scrub(self) -> None:
        raise Died


def test_dying_before_the_commit_closes_from_the_same_slots_next_time(scene: Scene) -> None:
    round_id = _answered(scene, canary="word ")
    before = scene.slots(round_id)
    with pytest.raises(Died):
        close_due_rounds(scene.db, scene.keys, CLOSES, DiesWhileShuffling())
    assert scene.slots(round_id) == before
    assert _releases(scene) == []
    assert sweep(scene.db, scene.keys) == []
    assert scene.close() == 1
    assert len(_releases(scene)) == 1


def test_dying_after_the_commit_leaves_only_the_key_and_the_sweep_destroys_it(
    anywhere: Scene,
) -> None:
    round_id = _answered(anywhere)
    dying = DiesBeforeDestroying(anywhere.folder / "keys")
    with pytest.raises(Died):
        close_due_rounds(anywhere.db, dying, CLOSES, Random(1))
    assert len(_releases(anywhere)) == 1
    assert _has_key(anywhere, round_id)
    assert sweep(anywhere.db, anywhere.keys) == [round_id]
    assert not _has_key(anywhere, round_id)
    assert anywhere.close() == 0
    assert len(_releases(anywhere)) == 1


@pytest.mark.parametrize("people", [4, 8])
def test_two_processes_that_close_at_once_close_once(scene: Scene, people: int) -> None:
    round_id = _answered(scene, people=people)
    keys = ClosesMeanwhile(scene.folder / "keys")
    keys.scene = scene
    close_due_rounds(scene.db, keys, CLOSES, Random(1))
    assert len(_releases(scene)) == (people >= 5)
    found = scene.found(round_id)
    assert found.state is (RoundState.RELEASED if people >= 5 else RoundState.HELD)
    assert found.closes_at == (CLOSES if people >= 5 else CLOSES + WEEK)


def test_dying_before_the_scrub_leaves_no_key(scene: Scene) -> None:
    round_id = _answered(scene)
    url = scene.db.engine.url.render_as_string(hide_password=False)
    dying = DiesBeforeScrubbing(url)
    with pytest.raises(Died):
        close_due_rounds(dying, scene.keys, CLOSES, Random(1))
    dying.close()
    assert not _has_key(scene, round_id)
    assert len(_releases(scene)) == 1
    assert sweep(scene.db, scene.keys) == []


def test_the_sweep_keeps_the_keys_of_open_and_held_rounds(scene: Scene) -> None:
    round_id = _answered(scene, people=4)
    assert sweep(scene.db, scene.keys) == []
    scene.close()
    assert sweep(scene.db, scene.keys) == []
    assert _has_key(scene, round_id)


def test_a_missing_key_is_told_at_the_start_and_the_round_is_left_to_its_close(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    round_id = _answered(scene)
    scene.keys.destroy(round_id)
    assert sweep(scene.db, scene.keys) == []
    scene.db.now(tell_of_missing, scene.keys)
    assert f"no key for round {round_id}" in caplog.text
    assert scene.found(round_id).state is RoundState.OPEN


def test_the_key_directory_is_all_that_ever_held_the_private_key(scene: Scene) -> None:
    round_id = _answered(scene)
    raw = bytes(scene.keys.private(round_id))
    scene.close()
    with pytest.raises(LostKeyError):
        scene.keys.private(round_id)
    assert not [
        path for path in scene.folder.rglob("*") if path.is_file() and raw in path.read_bytes()
    ]


def _snapshot(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.db*")))


def test_no_answer_is_in_the_files_before_the_close_and_only_comments_after(
    tmp_path: Path,
) -> None:
    db = Database(f"sqlite:///{tmp_path}/holdspace.db")
    db.now(schema.upgrade)
    scene = Scene(db, tmp_path)
    round_id = _answered(scene, people=8)
    scene.answer(round_id, 1, 2, "canary withdrawn")
    scene.answer(round_id, 1, 2, "canary one")
    scene.answer(round_id, 2, 2, "canary two")
    assert b"canary" not in _snapshot(tmp_path)
    scene.answer(round_id, 3, 2, "canary three")
    scene.close()
    after = _snapshot(tmp_path)
    assert b"canary one" in after
    assert b"canary withdrawn" not in after
    assert scene.sealer.slot(round_id, "U001") not in after
    db.close()
