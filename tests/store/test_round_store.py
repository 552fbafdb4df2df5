from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.domain.release import Band, People, Release
from bot.domain.survey import RoundState
from bot.store import answering, rounds
from bot.store.database import Database
from bot.store.tables import survey_round
from tests.support.survey_scene import CLOSES, ITEM, OPENS, Scene, a_team

SECOND = timedelta(seconds=1)


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return Scene(database, tmp_path)


def test_a_round_comes_back_as_it_was_opened(scene: Scene) -> None:
    (round_id,) = scene.open()
    found = scene.found(round_id)
    assert found.template == scene.templates.find("staff-concerns")
    assert (found.group, found.teams, found.k, found.t, found.state) == (
        "river",
        ("river",),
        5,
        1,
        RoundState.OPEN,
    )
    assert (found.opened_at, found.closes_at) == (OPENS, CLOSES)
    assert found.public_key == bytes(scene.keys.private(round_id).public_key)
    assert scene.db.now(rounds.open_rounds) == [found]
    assert scene.db.now(rounds.find, "f" * 32) is None


def test_a_round_that_was_opened_before_there_were_translations_is_read(scene: Scene) -> None:
    (round_id,) = scene.open()
    frozen = asdict(scene.found(round_id).template)
    del frozen["translations"]
    scene.db.now(lambda tx: tx.execute(update(survey_round).values(template=frozen)))
    found = scene.found(round_id).template
    assert (found.translations, found.of("fr")) == ({}, found)


def test_a_translation_is_frozen_with_its_round(scene: Scene) -> None:
    (round_id,) = scene.open()
    french = scene.found(round_id).template.of("fr")
    assert french.title == "Préoccupations d\u2019équipe"
    assert french.comment


def test_where_no_comment_could_be_shown_none_is_asked_for_in_any_language(scene: Scene) -> None:
    scene.save(a_team(peers=7))
    (round_id,) = scene.open()
    template = scene.found(round_id).template
    assert [template.of(language).comment for language in ("en", "fr")] == [None, None]


def test_a_group_has_one_round_of_an_instant(scene: Scene) -> None:
    (round_id,) = scene.open()
    found = scene.found(round_id)
    assert not scene.db.now(rounds.add, found, {b"x" * 32: b"sealed"})
    assert len(scene.slots(round_id)) == 8


def test_a_release_comes_back_in_its_time_and_for_its_team(scene: Scene) -> None:
    (round_id,) = scene.open()
    release = Release(People.FIVE, {ITEM: Band.SOME, "other": None}, ("b", "a"))
    scene.db.now(rounds.publish, round_id, release, CLOSES)
    found = scene.found(round_id)
    read = rounds.released
    assert scene.db.now(read, "river", CLOSES, CLOSES + SECOND) == [(found, release)]
    assert scene.db.now(read, "river", OPENS, CLOSES) == []
    assert scene.db.now(read, "other", CLOSES, CLOSES + SECOND) == []


def test_an_ended_round_keeps_no_slot_and_is_due_no_more(scene: Scene) -> None:
    (round_id,) = scene.open()
    assert scene.db.now(rounds.due, CLOSES - SECOND, 9) == []
    assert scene.db.now(rounds.due, CLOSES, 9) == [round_id]
    scene.db.now(rounds.end, round_id, RoundState.UNREAD, CLOSES)
    assert scene.slots(round_id) == {}
    assert scene.db.now(rounds.due, CLOSES, 9) == []
    ended = scene.db.now(rounds.ended_unread, "river", CLOSES, CLOSES + SECOND)
    assert ended == [scene.found(round_id)]
    assert scene.db.now(rounds.ended_unread, "river", OPENS, CLOSES) == []


def test_a_held_round_keeps_its_slots_and_takes_answers(scene: Scene) -> None:
    (round_id,) = scene.open()
    before = scene.slots(round_id)
    scene.db.now(rounds.hold, round_id, CLOSES + timedelta(weeks=1))
    assert scene.slots(round_id) == before
    assert scene.found(round_id).takes_answers
    assert scene.db.now(rounds.due, CLOSES, 9) == []


def test_only_a_slot_that_is_there_can_be_filled(scene: Scene) -> None:
    (round_id,) = scene.open()
    slot, *_ = before = scene.slots(round_id)
    assert scene.db.now(answering.fill, round_id, {b"?" * 32: b"new", slot: b"new"}) == {slot}
    assert scene.db.now(answering.fill, "f" * 32, {slot: b"newer"}) == set()
    assert scene.slots(round_id) == before | {slot: b"new"}
