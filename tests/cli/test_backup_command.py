import sqlite3
import stat
from pathlib import Path

from tests.cli.conftest import EXAMPLES, Holdspace, Home

TEAM = EXAMPLES / "harbour-house.toml"
UNCHANGED = "Nothing changed: Harbour House peers is as the file says.\n"


def _teams(file: Path) -> list[str]:
    raw = sqlite3.connect(file)
    found = [str(name) for (name,) in raw.execute("SELECT name FROM team")]
    raw.close()
    return found


async def test_an_operator_copies_the_database_and_no_key_with_it(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    await holdspace("survey", "open", "harbour")
    (key,) = home.keys.glob("*.key")
    copy = home.folder / "copy.db"
    said = await holdspace("backup", copy)
    assert (said.status, said.err) == (0, "")
    assert "The round keys are not in it" in said.out
    assert _teams(copy) == ["Harbour House peers"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert key.read_bytes() not in copy.read_bytes()
    assert sorted(path.name for path in home.folder.glob("copy.db*")) == ["copy.db"]


async def test_a_copy_takes_the_place_of_a_lost_database(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    copy = home.folder / "copy.db"
    await holdspace("backup", copy)
    for file in home.folder.glob("holdspace.db*"):
        file.unlink()
    copy.rename(home.database)
    said = await holdspace("team", "apply", TEAM)
    assert (said.status, said.out) == (0, UNCHANGED)


async def test_a_file_that_is_there_is_left_as_it_is(home: Home, holdspace: Holdspace) -> None:
    kept = home.folder / "kept.db"
    kept.write_text("mine", encoding="utf-8")
    said = await holdspace("backup", kept)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"holdspace: {kept} is there already; name a new file.\n"
    assert kept.read_text(encoding="utf-8") == "mine"


async def test_a_folder_that_is_not_there_is_one_clear_line(
    home: Home, holdspace: Holdspace
) -> None:
    said = await holdspace("backup", home.folder / "nowhere" / "copy.db")
    assert said.status == 1
    assert "cannot be written (No such file or directory)" in said.err


async def test_for_postgresql_it_names_the_tool_that_does_it(
    home: Home, holdspace: Holdspace, migrated_postgres: str
) -> None:
    home.env.setenv("DATABASE_URL", migrated_postgres)
    said = await holdspace("backup", home.folder / "copy.db")
    assert said.status == 1
    assert "pg_dump" in said.err
    assert not (home.folder / "copy.db").exists()
