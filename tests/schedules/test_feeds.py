"""Feeds of rosters in the running app, from a real server of calendars."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.store import occurrences, rosters
from bot.store.rosters import Roster
from bot.use_cases.feed_trouble import NOT_FORESEEN
from bot.use_cases.fetch_rosters import INTERVAL, Means, add_feed, fetch_all, wait_after
from bot.use_cases.fetch_rosters import look as look_at
from bot.use_cases.import_roster import Place
from schedules.feeds import Feeds
from tests.rosters.conftest import calendar
from tests.support.calendars import CalendarServer, serving
from tests.support.hill import HILLSIDE
from tests.support.practice import Stage

PLACE = Place("hill", "days")
ROW = "person,start,end\nU0DINA,2026-11-24 13:00,2026-11-24 19:00\n"
LATER = ROW.replace("19:00", "19:30")
MIDNIGHT = datetime.fromisoformat("2026-11-25T00:00+00:00")
WHOLE_DAY = (MIDNIGHT - timedelta(hours=12), MIDNIGHT)


def means(stage: Stage, session: aiohttp.ClientSession) -> Means:
    its = stage.practice.app.services
    return Means(its.db, stage.practice.app.client, session, its.vault)


def kept(stage: Stage) -> Roster:
    found = stage.db.now(rosters.find, PLACE.team, PLACE.name)
    assert found
    return found


async def look(stage: Stage) -> int:
    return await Feeds(stage.practice.app.services, stage.practice.app.client).run_once()


async def look_later(stage: Stage) -> int:
    """The same when it is time again."""
    await stage.clock.jump(stage.clock.now() + INTERVAL)
    return await look(stage)


@pytest.fixture
async def fed(
    hill: Stage, calendar_server: CalendarServer, session: aiohttp.ClientSession
) -> Stage:
    """The small team, with a roster from a feed that has been read once."""
    calendar_server.gives(ROW, etag='"1"')
    await add_feed(calendar_server.url, PLACE, means(hill, session), hill.clock.now())
    return hill


async def test_a_feed_is_looked_at_when_its_time_has_come_and_not_before(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    await look(fed)
    assert len(calendar_server.asked) == 1
    await look_later(fed)
    await look(fed)
    assert len(calendar_server.asked) == 2
    assert kept(fed).fetch_at == fed.clock.now() + INTERVAL


async def test_the_running_app_looks_by_itself(fed: Stage, calendar_server: CalendarServer) -> None:
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    calendar_server.held, stop = asyncio.Event(), asyncio.Event()
    calendar_server.held.set()
    serving = asyncio.create_task(fed.practice.app.serve(stop))
    await calendar_server.reached.wait()
    stop.set()
    await serving


async def test_a_file_that_is_as_it_was_is_not_sent_again_and_changes_nothing(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    before = kept(fed)
    await look_later(fed)
    assert calendar_server.asked[-1]["If-None-Match"] == '"1"'
    assert kept(fed) == replace(before, fetch_at=fed.clock.now() + INTERVAL)


async def test_what_changed_in_a_feed_moves_the_prompt(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    await fed.practice.app.tick()
    due = [one["due_at"] for one in fed.deliveries() if one["recipient"] == "U0DINA"]
    assert datetime.fromisoformat("2026-11-24T18:50+00:00") in due
    calendar_server.gives(LATER, etag='"2"')
    await look_later(fed)
    await fed.practice.app.tick()
    planned = [one for one in fed.deliveries() if one["state"] == "planned"]
    due = [one["due_at"] for one in planned if one["recipient"] == "U0DINA"]
    assert datetime.fromisoformat("2026-11-24T19:20+00:00") in due
    assert datetime.fromisoformat("2026-11-24T18:50+00:00") not in due


async def test_what_is_no_longer_on_a_roster_is_no_longer_prompted(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    await fed.practice.app.tick()
    calendar_server.gives(ROW.replace("11-24", "11-25"))
    await look_later(fed)
    await fed.at("2026-11-24T21:00:00+00:00")
    states = [one["state"] for one in fed.deliveries() if one["due_at"].hour == 18]
    assert states == ["withdrawn"]


async def test_a_file_that_does_not_fit_changes_nothing_and_is_asked_for_whole_again(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    before = kept(fed)
    calendar_server.gives(ROW + "Zed,2026-11-24 13:00,2026-11-24 19:00\n", etag='"2"')
    assert await look_later(fed) == 1
    after = kept(fed)
    assert after.calendar == before.calendar
    assert after.etag == '"1"'
    assert str(after.trouble).startswith("line 3: the person is nobody in this team; ")
    calendar_server.gives(LATER, etag='"3"')
    assert await look_later(fed) == 0
    assert (kept(fed).trouble, kept(fed).failures, kept(fed).etag) == (None, 0, '"3"')


@pytest.mark.parametrize(
    ("empty", "left_out"),
    [
        ("person,start,end\n", ""),
        (calendar("DTSTART;VALUE=DATE:20261124\nSUMMARY:Retreat"), " Left out: 1 all-day events"),
    ],
)
async def test_a_feed_that_suddenly_is_empty_takes_no_shifts_away_and_says_so(
    fed: Stage, calendar_server: CalendarServer, empty: str, left_out: str
) -> None:
    before = kept(fed)
    calendar_server.gives(empty, etag='"2"')
    assert await look_later(fed) == 1
    after = kept(fed)
    assert (after.calendar, after.etag) == (before.calendar, '"1"')
    assert str(after.trouble).startswith(
        "line 1: the file has no shift any more; if that is meant: "
        f"`holdspace roster remove days --team hill`.{left_out}"
    )


async def test_a_feed_that_is_empty_takes_none_away_that_are_far_ahead_either(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    calendar_server.gives(ROW.replace("2026-11-24", "2027-02-24"))
    assert await look_later(fed) == 0
    calendar_server.gives("person,start,end\n")
    assert await look_later(fed) == 1


CANCELLED = calendar("UID:a\nSUMMARY:Dina\nDTSTART:20261124T130000Z\nSTATUS:CANCELLED")


@pytest.mark.parametrize("file", [ROW.replace("11-24", "11-17"), CANCELLED])
async def test_the_last_shift_on_a_feed_that_is_called_off_is_not_prompted(
    fed: Stage, calendar_server: CalendarServer, file: str
) -> None:
    """The file still lists what was worked last week, or that it is cancelled: it is not empty."""
    await fed.practice.app.tick()
    calendar_server.gives(file)
    assert await look_later(fed) == 0
    await fed.at("2026-11-24T21:00:00+00:00")
    states = [one["state"] for one in fed.deliveries() if one["due_at"].hour == 18]
    assert states == ["withdrawn"]


async def test_a_feed_whose_shifts_are_over_may_be_empty(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    calendar_server.gives("person,start,end\n")
    await fed.clock.jump(MIDNIGHT)
    assert await look(fed) == 0
    assert kept(fed).trouble is None


async def test_a_server_in_trouble_is_left_alone_for_longer_each_time(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    calendar_server.status = 503
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    waits = []
    for _ in range(6):
        await look(fed)
        now, found = fed.clock.now(), kept(fed)
        assert found.trouble == "127.0.0.1 answers 503 in place of a calendar"
        assert found.fetch_at
        waits.append((found.fetch_at - now) // timedelta(minutes=1))
        await fed.clock.jump(found.fetch_at)
    assert waits == [10, 20, 40, 80, 160, 180]
    assert wait_after(10**9) == INTERVAL


async def test_a_server_that_asks_for_a_longer_pause_gets_it(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    calendar_server.status, calendar_server.headers = 429, {"Retry-After": "7200"}
    await look_later(fed)
    assert kept(fed).fetch_at == fed.clock.now() + timedelta(hours=2)


async def test_a_roster_that_was_removed_while_it_was_fetched_stays_removed(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    calendar_server.held = asyncio.Event()
    looking = asyncio.create_task(look(fed))
    await calendar_server.reached.wait()
    fed.db.now(rosters.remove, *_key())
    calendar_server.held.set()
    await looking
    assert fed.db.now(rosters.every) == []


def _key() -> tuple[str, str]:
    return PLACE.team, PLACE.name


async def test_two_processes_do_not_ask_for_the_same_feed(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    calendar_server.held = asyncio.Event()
    looking = asyncio.create_task(look(fed))
    await calendar_server.reached.wait()
    await look(fed)
    calendar_server.held.set()
    await looking
    assert len(calendar_server.asked) == 2


def _in_paris() -> str:
    return HILLSIDE.replace("Europe/London", "Europe/Paris")


async def _moves_to_paris_during(
    stage: Stage, server: CalendarServer, work: Coroutine[Any, Any, object]
) -> None:
    """The team does, while the server is asked for the file and has not answered."""
    server.held = asyncio.Event()
    under_way = asyncio.create_task(work)
    await server.reached.wait()
    await stage.apply(_in_paris())
    server.held.set()
    await under_way


def _ends(stage: Stage) -> list[str]:
    """At which hours of the day Dina's shifts end, by what is known of them; in UTC."""
    known = stage.db.now(occurrences.touching, PLACE.team, *WHOLE_DAY)
    return [f"{one.ends:%H:%M}" for one in known if one.person == "U0DINA" and one.ends < MIDNIGHT]


async def test_times_without_a_zone_move_with_their_team_though_the_file_is_as_it_was(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    await fed.practice.app.tick()
    assert _ends(fed) == ["19:00"]
    await fed.apply(_in_paris())
    await look(fed)
    await fed.practice.app.tick()
    assert _ends(fed) == ["18:00"]
    assert "If-None-Match" not in calendar_server.asked[-1]
    assert kept(fed).etag == '"1"'


async def test_a_file_that_was_to_be_read_anew_before_it_was_asked_for_still_is(
    fed: Stage, session: aiohttp.ClientSession
) -> None:
    """Where many feeds are looked at in turn, what is known of the last ones is minutes old."""
    asked = kept(fed)
    await fed.apply(_in_paris())
    await look_at(asked, means(fed, session), fed.clock.now())
    assert kept(fed).etag is None
    await look(fed)
    await fed.practice.app.tick()
    assert _ends(fed) == ["18:00"]


async def test_who_has_another_account_by_now_is_found_in_a_file_that_is_as_it_was(
    hill: Stage, calendar_server: CalendarServer, session: aiohttp.ClientSession
) -> None:
    """The server is asked whether the file has changed, and knows nothing of Slack."""
    people = hill.practice.sandbox.slack.workspace.people
    people["U0DINA"] = replace(people["U0DINA"], real_name="Dina Moss")
    await hill.apply(HILLSIDE)
    calendar_server.gives(ROW.replace("U0DINA", "Dina Moss"), etag='"1"')
    await add_feed(calendar_server.url, PLACE, means(hill, session), hill.clock.now())
    people["U0DINB"] = replace(people["U0DINA"], id="U0DINB")
    await hill.apply(HILLSIDE.replace("U0DINA", "U0DINB"))
    await look(hill)
    await hill.practice.app.tick()
    due = [one["due_at"] for one in hill.deliveries() if one["recipient"] == "U0DINB"]
    assert datetime.fromisoformat("2026-11-24T18:50+00:00") in due
    assert kept(hill).etag == '"1"'


async def test_a_team_that_stays_in_its_zone_does_not_ask_for_the_file_again(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    before = kept(fed)
    await fed.apply(HILLSIDE.replace("Hillside peers", "Hill peers"))
    assert await look(fed) == 0
    assert (len(calendar_server.asked), kept(fed)) == (1, before)


@pytest.mark.parametrize("changed", [False, True], ids=["as it was", "changed"])
async def test_a_team_that_moves_while_its_file_is_fetched_has_it_read_in_its_new_zone(
    fed: Stage, calendar_server: CalendarServer, *, changed: bool
) -> None:
    if changed:
        calendar_server.gives(ROW.replace("13:00", "13:30"), etag='"2"')
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    await _moves_to_paris_during(fed, calendar_server, look(fed))
    await look(fed)
    await fed.practice.app.tick()
    assert _ends(fed) == ["18:00"]
    assert kept(fed).fetch_at == fed.clock.now() + INTERVAL
    assert [asked.get("If-None-Match") for asked in calendar_server.asked] == [None, '"1"', None]


async def test_a_team_that_moves_while_a_feed_fails_still_has_the_whole_file_read_later(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    calendar_server.status = 503
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    await _moves_to_paris_during(fed, calendar_server, look(fed))
    assert kept(fed).etag is None


async def test_a_server_that_asked_to_be_left_alone_is_also_where_the_team_moves(
    fed: Stage, calendar_server: CalendarServer
) -> None:
    calendar_server.status, calendar_server.headers = 429, {"Retry-After": "7200"}
    await look_later(fed)
    until = kept(fed).fetch_at
    await fed.apply(_in_paris())
    assert (until, kept(fed).etag) == (fed.clock.now() + timedelta(hours=2), None)
    assert kept(fed).fetch_at == until


async def test_a_team_that_moves_while_a_feed_is_added_has_it_read_in_its_new_zone(
    hill: Stage, calendar_server: CalendarServer, session: aiohttp.ClientSession
) -> None:
    calendar_server.gives(ROW, etag='"1"')
    adding = add_feed(calendar_server.url, PLACE, means(hill, session), hill.clock.now())
    await _moves_to_paris_during(hill, calendar_server, adding)
    await look(hill)
    await hill.practice.app.tick()
    assert _ends(hill) == ["18:00"]


@pytest.fixture
async def other_server() -> AsyncIterator[CalendarServer]:
    """Another one."""
    async with serving() as server:
        yield server


async def test_a_feed_that_fails_as_nobody_foresaw_is_in_trouble_and_the_others_are_read(
    fed: Stage,
    calendar_server: CalendarServer,
    other_server: CalendarServer,
    session: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What is stored of the first is no calendar, as after a mishap with the database."""
    other_server.gives(ROW)
    nights = replace(PLACE, name="nights")
    await add_feed(other_server.url, nights, means(fed, session), fed.clock.now())
    broken = replace(kept(fed), calendar="nothing that is a calendar")
    fed.db.now(rosters.save, broken)
    for server in (calendar_server, other_server):
        server.gives(LATER, etag='"2"')
    assert await look_later(fed) == 1
    now = fed.clock.now()
    wait = wait_after(0)
    assert kept(fed) == replace(broken, trouble=NOT_FORESEEN, failures=1, fetch_at=now + wait)
    its = fed.db.now(rosters.find, nights.team, nights.name)
    assert its
    assert (its.trouble, its.etag, its.fetch_at) == (None, '"2"', now + INTERVAL)
    assert "A feed of hill failed in a way that nobody foresaw: ValueError" in caplog.messages


async def test_nothing_of_a_feed_is_told_where_slack_answers_what_nobody_foresaw(
    fed: Stage,
    calendar_server: CalendarServer,
    other_server: CalendarServer,
    session: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """That all is well, and nobody with it."""
    before = kept(fed)
    calendar_server.gives(ROW.replace("U0DINA", "dina@hill.example"))
    other_server.gives('{"ok": true}')
    other_server.headers = {"Content-Type": "application/json"}
    client = AsyncWebClient(base_url=other_server.url.replace("private-4f1a/roster.ics", ""))
    await fed.clock.jump(fed.clock.now() + INTERVAL)
    (found,) = await fetch_all(replace(means(fed, session), client=client), fed.clock.now())
    assert found.why == kept(fed).trouble == NOT_FORESEEN
    assert kept(fed).calendar == before.calendar
    assert "A feed of hill failed in a way that nobody foresaw: TypeError" in caplog.messages
    assert "dina" not in caplog.text
