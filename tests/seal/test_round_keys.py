from pathlib import Path

import pytest
from nacl.public import PrivateKey

from bot.seal.keys import KeyDirectoryError, LostKeyError, RoundKeys

ONE, TWO = "1" * 32, "2" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "keys"


def test_a_key_is_a_file_for_its_owner_in_a_folder_for_its_owner(folder: Path) -> None:
    RoundKeys(folder).create(ONE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [p.stat().st_mode & 0o777 for p in folder.iterdir()] == [0o600]


def test_the_public_key_belongs_to_the_private_one(folder: Path) -> None:
    keys = RoundKeys(folder)
    public = keys.create(ONE)
    assert bytes(keys.private(ONE).public_key) == public
    assert keys.create(TWO) != public


def test_a_second_key_for_the_same_round_is_refused_and_the_first_stays(folder: Path) -> None:
    keys = RoundKeys(folder)
    public = keys.create(ONE)
    with pytest.raises(FileExistsError):
        keys.create(ONE)
    assert bytes(keys.private(ONE).public_key) == public


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o755])
def test_a_folder_that_others_may_look_into_is_refused_with_what_to_do(
    folder: Path, mode: int
) -> None:
    folder.mkdir(parents=True)
    folder.chmod(mode)
    with pytest.raises(KeyDirectoryError, match="run: chmod 700 "):
        RoundKeys(folder)


def test_a_key_that_others_may_read_is_refused_with_what_to_do(folder: Path) -> None:
    keys = RoundKeys(folder)
    keys.create(ONE)
    next(folder.iterdir()).chmod(0o640)
    with pytest.raises(KeyDirectoryError, match="run: chmod 600 "):
        keys.private(ONE)


def test_with_such_a_key_nothing_starts(folder: Path) -> None:
    RoundKeys(folder).create(ONE)
    next(folder.iterdir()).chmod(0o604)
    with pytest.raises(KeyDirectoryError, match="run: chmod 600 "):
        RoundKeys(folder)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyDirectoryError, match="cannot be used as ROUND_KEY_DIR"):
        RoundKeys(tmp_path / "file" / "keys")


def test_a_destroyed_key_is_overwritten_before_it_goes(folder: Path, tmp_path: Path) -> None:
    keys = RoundKeys(folder)
    keys.create(ONE)
    raw = bytes(keys.private(ONE))
    second_name = tmp_path / "same-file"
    second_name.hardlink_to(next(folder.iterdir()))
    keys.destroy(ONE)
    assert list(folder.iterdir()) == []
    assert raw not in second_name.read_bytes()
    with pytest.raises(LostKeyError, match=ONE):
        keys.private(ONE)
    keys.destroy(ONE)


def test_a_damaged_key_counts_as_lost(folder: Path) -> None:
    keys = RoundKeys(folder)
    keys.create(ONE)
    next(folder.iterdir()).write_bytes(b"short")
    with pytest.raises(LostKeyError):
        keys.private(ONE)


def test_a_sweep_leaves_only_the_keys_of_open_rounds(folder: Path) -> None:
    keys = RoundKeys(folder)
    public = keys.create(ONE)
    keys.create(TWO)
    assert keys.missing({ONE, "3" * 32}) == {"3" * 32}
    assert keys.sweep({ONE}) == [TWO]
    assert keys.sweep({ONE}) == []
    assert keys.private(ONE).public_key == PrivateKey(bytes(keys.private(ONE))).public_key
    assert bytes(keys.private(ONE).public_key) == public


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", "1" * 31, "1" * 33, "A" * 32, "1" * 32 + "\n"]
)
def test_nothing_but_a_round_id_names_a_file(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="32 hexadecimal digits"):
        RoundKeys(folder).private(name)
