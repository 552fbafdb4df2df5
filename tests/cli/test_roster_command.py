from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Holdspace, Home
from tests.support.calendars import CalendarServer

TEAM = EXAMPLES / "harbour-house.toml"
NOW = "2026-11-23T06:00:00-05:00"
EXPORTS = Path(__file__).parents[1] / "rosters" / "exports"
WEEK = """\
person,start,end
ana@harbour.example,2026-11-23 09:00,2026-11-23 17:00
marcus bell,2026-11-24 09:00,2026-11-24 17:00
"""
AT = ("--team", "harbour", "--now", NOW)


@pytest.fixture
async def ready(home: Home, holdspace: Holdspace) -> Home:
    assert (await holdspace("team", "apply", TEAM)).status == 0
    return home


def _file(home: Home, text: str, name: str = "week.csv") -> Path:
    path = home.folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def test_importing_a_file_says_what_changed_and_then_that_nothing_did(
    ready: Home, holdspace: Holdspace
) -> None:
    file = _file(ready, WEEK)
    said = await holdspace("roster", "import", file, *AT)
    assert (said.status, said.err) == (0, "")
    assert said.out == "Applied: 2 shifts of 2 people in the next two weeks (2 new, 0 gone).\n"
    again = await holdspace("roster", "import", file, *AT)
    assert again.out == "Nothing changed: 2 shifts of 2 people in the next two weeks.\n"


async def test_importing_again_replaces_what_is_to_come(ready: Home, holdspace: Holdspace) -> None:
    await holdspace("roster", "import", _file(ready, WEEK), *AT)
    later = _file(ready, WEEK.replace("marcus bell", "U0PRIYA"))
    said = await holdspace("roster", "import", later, *AT)
    assert said.out == "Applied: 2 shifts of 2 people in the next two weeks (1 new, 1 gone).\n"


async def test_importing_a_file_without_shifts_is_taken_at_its_word(
    ready: Home, holdspace: Holdspace
) -> None:
    await holdspace("roster", "import", _file(ready, WEEK), *AT)
    said = await holdspace("roster", "import", _file(ready, WEEK.splitlines()[0]), *AT)
    assert said.out == "Applied: 0 shifts of 0 people in the next two weeks (0 new, 2 gone).\n"


async def test_a_file_with_mistakes_is_refused_with_a_line_each_and_nothing_changes(
    ready: Home, holdspace: Holdspace
) -> None:
    await holdspace("roster", "import", _file(ready, WEEK), *AT)
    wrong = WEEK + "cora@harbour.example,2026-11-25 09:00,2026-11-25 17:00\n"
    file = _file(ready, wrong + "zed@harbour.example,03/04/2026 09:00,2026-11-25 17:00\n")
    said = await holdspace("roster", "import", file, *AT)
    assert (said.status, said.out) == (1, "")
    cora, zed, last = said.err.splitlines()
    assert cora.startswith(f"{file}, line 4: the person 'cora@harbour.example' is nobody in this")
    assert zed.startswith(f"{file}, line 5: the start '03/04/2026 09:00' could be two different")
    assert last == "Nothing was changed."
    listed = await holdspace("roster", "list", "--now", NOW)
    assert listed.out.startswith("harbour, roster: 2 shifts of 2 people in the next two weeks; ")


async def test_of_many_mistakes_twenty_are_shown_and_the_rest_counted(
    ready: Home, holdspace: Holdspace
) -> None:
    rows = "Nobody Here,2026-11-23 09:00,2026-11-23 17:00\n" * 33
    said = await holdspace("roster", "import", _file(ready, f"person,start,end\n{rows}"), *AT)
    assert said.status == 1
    assert len(said.err.splitlines()) == 22
    assert said.err.splitlines()[20].endswith(", and 13 more")


async def test_an_address_that_slack_does_not_know_is_told_with_what_to_do(
    ready: Home, holdspace: Holdspace
) -> None:
    row = "zed@harbour.example,2026-11-25 09:00,2026-11-25 17:00\n"
    file = _file(ready, f"person,start,end\n{row}")
    said = await holdspace("roster", "import", file, *AT)
    assert said.status == 1
    assert "line 2: the person 'zed@harbour.example' is nobody in this workspace; corr" in said.err


async def test_a_calendar_of_another_program_says_what_it_leaves_out(
    ready: Home, holdspace: Holdspace
) -> None:
    file = EXPORTS / "google-calendar.ics"
    said = await holdspace("roster", "import", file, "--name", "google", *AT)
    assert (said.status, said.err) == (0, "")
    applied, left_out = said.out.splitlines()
    assert applied == "Applied: 3 shifts of 2 people in the next two weeks (3 new, 0 gone)."
    assert left_out.startswith("Left out: 1 all-day events")
    assert ready.database.exists()


@pytest.mark.usefixtures("ready")
async def test_a_team_that_is_not_there_is_said_so(holdspace: Holdspace) -> None:
    file = EXPORTS / "deputy.ics"
    said = await holdspace("roster", "import", file, "--team", "hill")
    assert (said.status, said.err) == (
        1,
        "holdspace: there is no team 'hill'; the teams are: harbour.\n",
    )


@pytest.mark.usefixtures("ready")
async def test_a_file_that_is_not_there_is_said_so(holdspace: Holdspace) -> None:
    said = await holdspace("roster", "import", "nowhere.ics", "--team", "harbour")
    assert said.status == 1
    assert said.err == "holdspace: nowhere.ics cannot be read: No such file or directory.\n"


async def test_a_roster_that_is_removed_is_gone(ready: Home, holdspace: Holdspace) -> None:
    assert (await holdspace("roster", "list")).out == "There is no roster yet.\n"
    await holdspace("roster", "import", _file(ready, WEEK), *AT, "--name", "days")
    said = await holdspace("roster", "remove", "days", "--team", "harbour")
    assert said.out == "Removed: the roster days of harbour.\n"
    assert (await holdspace("roster", "list")).out == "There is no roster yet.\n"
    again = await holdspace("roster", "remove", "days", "--team", "harbour")
    assert again.status == 1
    assert again.err.startswith("holdspace: harbour has no roster 'days'; ")


async def test_a_feed_is_fetched_at_once_and_only_its_host_is_ever_shown(
    ready: Home, holdspace: Holdspace, calendar_server: CalendarServer
) -> None:
    calendar_server.gives(WEEK)
    said = await holdspace("roster", "feed", calendar_server.url, *AT)
    assert (said.status, said.err) == (0, "")
    assert said.out == "Applied: 2 shifts of 2 people in the next two weeks (2 new, 0 gone).\n"
    listed = await holdspace("roster", "list", "--now", NOW)
    assert "; from 127.0.0.1, next on Monday 23 November, 09:00" in listed.out
    assert "private-4f1a" not in listed.out
    assert b"private-4f1a" not in ready.database.read_bytes()


async def test_a_feed_that_cannot_be_read_is_not_taken(
    ready: Home, holdspace: Holdspace, calendar_server: CalendarServer
) -> None:
    calendar_server.status = 404
    said = await holdspace("roster", "feed", calendar_server.url, *AT)
    assert said.status == 1
    assert said.err.startswith("holdspace: 127.0.0.1 has no calendar at this address; ")
    assert "private-4f1a" not in said.err
    calendar_server.gives("<html>Sign in</html>")
    said = await holdspace("roster", "feed", calendar_server.url, *AT)
    assert said.status == 1
    assert said.err.startswith("127.0.0.1, line 1: the file is neither iCalendar nor CSV; ")
    assert (await holdspace("roster", "list")).out == "There is no roster yet.\n"
    assert ready.database.exists()


async def test_a_feed_that_breaks_changes_nothing_and_list_and_check_say_why(
    ready: Home, holdspace: Holdspace, calendar_server: CalendarServer
) -> None:
    calendar_server.gives(WEEK)
    await holdspace("roster", "feed", calendar_server.url, *AT)
    calendar_server.gives(WEEK + "Zed Secret,2026-11-25 09:00,2026-11-25 17:00\n")
    said = await holdspace("roster", "fetch", "--now", NOW)
    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines()[0].startswith("harbour, roster, line 4: the person 'Zed Secret'")
    listed = (await holdspace("roster", "list", "--now", NOW)).out.splitlines()
    assert listed[0].startswith("harbour, roster: 2 shifts of 2 people in the next two weeks; ")
    assert listed[1] == (
        "  trouble: line 4: the person is nobody in this team; correct it, or add them to the "
        "team file"
    )
    checked = await holdspace("check")
    assert any("roster roster: line 4: the person is nobody" in line for line in checked.wrong)
    assert b"Zed Secret" not in ready.database.read_bytes()


async def test_fetching_says_what_each_feed_changed(
    ready: Home, holdspace: Holdspace, calendar_server: CalendarServer
) -> None:
    assert (await holdspace("roster", "fetch")).out == "No roster comes from a feed.\n"
    calendar_server.gives(WEEK)
    await holdspace("roster", "feed", calendar_server.url, *AT)
    calendar_server.gives(WEEK.replace("17:00", "16:00"))
    said = await holdspace("roster", "fetch", "--now", NOW)
    assert said.out == (
        "harbour, roster: Applied: 2 shifts of 2 people in the next two weeks (2 new, 2 gone).\n"
    )
    file = _file(ready, WEEK)
    refused = await holdspace("roster", "import", file, *AT)
    assert refused.status == 1
    assert refused.err.startswith("holdspace: the roster 'roster' comes from a feed, ")


async def test_a_feed_whose_address_no_longer_opens_says_so(
    ready: Home, holdspace: Holdspace, calendar_server: CalendarServer
) -> None:
    calendar_server.gives(WEEK)
    await holdspace("roster", "feed", calendar_server.url, *AT)
    ready.env.setenv("HOLDSPACE_SECRET", "another secret of at least thirty-two letters")
    said = await holdspace("roster", "fetch", "--now", NOW)
    assert said.status == 1
    assert said.err.startswith("harbour, roster, the address was sealed with another HOLDSPACE_S")
    assert "from an address that this HOLDSPACE_SECRET" in (await holdspace("roster", "list")).out


@pytest.mark.parametrize(
    "url", ["http://calendar.example/a.ics", "ftp://calendar.example/a.ics", "a.ics", "https://"]
)
async def test_an_address_that_others_could_read_along_is_refused(
    holdspace: Holdspace, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    with pytest.raises(SystemExit):
        await holdspace("roster", "feed", url, "--team", "harbour")
    assert "the address needs to begin with https://; take the" in capsys.readouterr().err


async def test_a_name_that_is_no_key_is_refused(
    holdspace: Holdspace, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        await holdspace("roster", "import", "a.csv", "--team", "harbour", "--name", "Our Days")
    assert "'Our Days' needs to be made of small letters" in capsys.readouterr().err
