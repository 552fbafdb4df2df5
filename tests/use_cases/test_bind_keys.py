from pathlib import Path

import pytest

from bot.seal.keys import KeyDirectoryError, RoundKeys
from bot.store import rounds, schema
from bot.store.database import Database
from bot.use_cases.bind_keys import bind_keys
from tests.support.survey_scene import Scene


def test_a_start_in_the_same_place_is_welcome_again_and_again(
    database: Database, tmp_path: Path
) -> None:
    for _ in range(3):
        database.now(bind_keys, RoundKeys(tmp_path / "keys"))


def test_a_rehearsal_never_sweeps_the_keys_of_the_real_database(
    scene: Scene, tmp_path: Path
) -> None:
    scene.db.now(bind_keys, scene.keys)
    (opened,) = scene.open()
    rehearsal = Database(f"sqlite:///{tmp_path}/rehearsal.db")
    rehearsal.now(schema.upgrade)
    with pytest.raises(KeyDirectoryError, match="holds the round keys of another database"):
        rehearsal.now(bind_keys, scene.keys)
    rehearsal.close()
    assert scene.keys.all() == [opened]


def test_an_empty_directory_elsewhere_is_refused_while_a_survey_is_open(
    scene: Scene, tmp_path: Path
) -> None:
    scene.db.now(bind_keys, scene.keys)
    scene.open()
    elsewhere = RoundKeys(tmp_path / "elsewhere")
    with pytest.raises(KeyDirectoryError, match=f"whose key is in {scene.keys.directory}; set "):
        scene.db.now(bind_keys, elsewhere)
    assert elsewhere.owner() is None
    scene.db.now(bind_keys, scene.keys)


def test_a_directory_that_was_moved_with_all_that_is_in_it_is_known_again(
    scene: Scene, tmp_path: Path
) -> None:
    scene.db.now(bind_keys, scene.keys)
    (opened,) = scene.open()
    scene.keys.directory.rename(tmp_path / "moved")
    moved = RoundKeys(tmp_path / "moved")
    scene.db.now(bind_keys, moved)
    assert moved.all() == [opened]


def test_a_tmpfs_that_a_restart_emptied_is_taken_as_it_is(scene: Scene) -> None:
    scene.db.now(bind_keys, scene.keys)
    scene.open()
    for file in scene.keys.directory.iterdir():
        file.unlink()
    scene.db.now(bind_keys, scene.keys)
    assert len(scene.db.now(rounds.open_rounds)) == 1


def test_without_an_open_survey_another_directory_is_fine(scene: Scene, tmp_path: Path) -> None:
    scene.db.now(bind_keys, scene.keys)
    elsewhere = RoundKeys(tmp_path / "elsewhere")
    scene.db.now(bind_keys, elsewhere)
    assert elsewhere.owner() == scene.keys.owner()
