"""A team is put away, and comes back as it was."""

from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Connection, select

from bot.domain.attempt import LEASE, SETTLING
from bot.domain.prompts import State
from bot.store import archives, attempts, rosters
from bot.store.rosters import Roster
from bot.store.tables import delivery, occurrence
from bot.use_cases.archived_people import forget_in_archives
from bot.use_cases.leave_slack import leave_slack
from tests.support.practice import HARBOUR, WORKSPACE, OpenStage
from tests.support.set_up import Coordinator, buttons, coordinator, in_slack, texts

NOON = "2026-11-23T12:00:00-05:00"
RHYTHM = """
[[check_ins]]
role = "supervisor"
rrule = "FREQ=WEEKLY;BYDAY=WE"
at = "11:00"
"""


@pytest.fixture
async def niko(open_stage: OpenStage, tmp_path: Path) -> Coordinator:
    """The example team with check-ins, on the Monday of its survey, which is open."""
    copy(WORKSPACE, tmp_path / "team.workspace.toml")
    stage = await open_stage(HARBOUR.read_text(encoding="utf-8") + RHYTHM)
    await stage.at(NOON)
    return coordinator(stage)


def _waiting(tx: Connection) -> set[str]:
    waits = delivery.c.state == State.PLANNED
    return set(tx.scalars(select(delivery.c.kind).where(waits, delivery.c.team == "harbour")))


def _at_work(tx: Connection) -> list[str]:
    return list(tx.scalars(select(occurrence.c.person).where(occurrence.c.ends_at > _now())))


def _claim(tx: Connection, now: datetime) -> int:
    return len(attempts.claim(tx, now, LEASE, 50))


def _now() -> datetime:
    return datetime.fromisoformat(NOON)


async def _archive(who: Coordinator) -> str:
    await who.open()
    return texts(await who.press("setup.archive"))


async def _list_all(who: Coordinator) -> None:
    home = await who.person.home()
    await who.person.press(home["id"], "setup.list")


def _ana_leaves(who: Coordinator) -> None:
    """Her account is closed, and Holdspace has heard of it."""
    in_slack(who.stage, "U0ANA", deleted=True)
    who.stage.db.now(leave_slack, ["U0ANA"], _now())


async def test_nothing_more_is_sent_or_planned_of_a_team_that_is_archived(
    niko: Coordinator,
) -> None:
    db = niko.stage.db
    page = await niko.open()
    confirm = page["blocks"][-1]["elements"][0]["confirm"]
    assert confirm["title"]["text"] == "Archive this team?"
    assert {"debrief", "agenda"} <= db.now(_waiting)
    assert "Harbour House peers is archived." in texts(await niko.press("setup.archive"))
    assert db.now(_waiting) <= {"survey invitation", "survey reminder"}
    assert db.now(_at_work) == []
    before = len(niko.stage.calls("chat.postMessage"))
    await niko.stage.at("2026-11-26T12:00:00-05:00")
    posted = niko.stage.calls("chat.postMessage")[before:]
    assert [call for call in posted if "survey" not in str(call)] == []


async def test_a_debrief_that_a_crash_left_behind_is_not_sent_of_an_archived_team(
    niko: Coordinator,
) -> None:
    stage, due = niko.stage, "2026-11-24T05:50:00-05:00"
    await stage.at("2026-11-24T05:49:00-05:00")
    assert stage.db.now(_claim, datetime.fromisoformat(due)) == 1
    await stage.leap(due)
    await _archive(niko)
    await stage.later((LEASE + SETTLING).total_seconds())
    assert not [m for m in await stage.person("U0TOBIAS").inbox() if "debrief.open" in str(m)]
    (his,) = [row for row in stage.deliveries() if row["recipient"] == "U0TOBIAS"]
    assert his["state"] == "withdrawn"


async def test_a_survey_that_is_open_goes_on_to_its_end(niko: Coordinator) -> None:
    await _archive(niko)
    ana = niko.stage.person("U0ANA")
    await ana.press((await ana.home())["id"], "survey.open")
    assert "Harbour House peers" in str(await ana.modal())
    answer = await ana.submit({"item.confidentiality": "2"})
    assert answer == {"result": "updated"}


async def test_it_comes_back_as_it_was_and_is_planned_again(niko: Coordinator) -> None:
    before, db = niko.team(), niko.stage.db
    await _archive(niko)
    assert await niko.on_home() == ["setup.list", "setup.create"]
    await _list_all(niko)
    assert "Harbour House peers is archived." in texts(await niko.person.modal())
    page = await niko.press("setup.bring_back")
    assert "Harbour House peers" in texts(page)
    assert niko.team() == before
    assert {"debrief", "agenda"} <= db.now(_waiting)
    assert db.now(archives.every) == []
    assert await niko.on_home() == ["setup.open.harbour", "setup.create"]


async def test_its_file_brings_it_back_too(niko: Coordinator) -> None:
    before = niko.team()
    await _archive(niko)
    (kept,) = niko.stage.db.now(archives.every)
    assert kept.text.startswith('workspace = "harbour-house"')
    await niko.stage.apply(kept.text)
    assert niko.team() == before
    assert niko.stage.db.now(archives.every) == []


async def test_whoever_did_not_coordinate_it_cannot_bring_it_back(niko: Coordinator) -> None:
    await _archive(niko)
    await _list_all(niko)
    stranger = coordinator(niko.stage, "U0ANA")
    assert await stranger.on_home() == []


async def test_where_nobody_of_its_coordinators_is_left_whoever_runs_slack_may(
    niko: Coordinator,
) -> None:
    await _archive(niko)
    admin = coordinator(niko.stage, "U0CORA")
    in_slack(niko.stage, "U0CORA", is_admin=True)
    assert await admin.on_home() == ["setup.create"]
    niko.stage.db.now(leave_slack, ["U0NIKO"], _now())
    await _list_all(admin)
    assert "setup.bring_back" in buttons(await admin.person.modal())


async def test_what_does_not_fit_any_more_is_said_and_nothing_comes_back(
    niko: Coordinator,
) -> None:
    await _archive(niko)
    in_slack(niko.stage, "U0ANA", deleted=True)
    await _list_all(niko)
    shown = texts(await niko.press("setup.bring_back"))
    assert "• 'Ana Duarte' has a deactivated Slack account; take them out of the file." in shown
    assert "`holdspace team show harbour`" in shown
    assert niko.team().members == ()


async def test_whoever_is_known_to_have_left_slack_keeps_no_team_from_coming_back(
    niko: Coordinator,
) -> None:
    before = niko.team()
    await _archive(niko)
    _ana_leaves(niko)
    await _list_all(niko)
    assert "Harbour House peers" in texts(await niko.press("setup.bring_back"))
    assert niko.team() == before
    assert [member.id for member in niko.team().members if member.left] == ["U0ANA"]


async def test_the_file_of_an_archived_team_brings_it_back_with_whoever_left_slack_since(
    niko: Coordinator,
) -> None:
    before = niko.team()
    await _archive(niko)
    _ana_leaves(niko)
    (kept,) = niko.stage.db.now(archives.every)
    await niko.stage.apply(kept.text)
    assert niko.team() == before


async def test_the_feed_of_an_archived_team_rests(niko: Coordinator) -> None:
    db, soon = niko.stage.db, _now() + timedelta(minutes=1)
    db.now(rosters.save, Roster("harbour", "r", "", _now(), b"sealed", fetch_at=_now()))
    await _archive(niko)
    assert db.now(rosters.take_due, soon, soon) is None
    (kept,) = db.now(archives.every)
    await niko.stage.apply(kept.text)
    assert db.now(rosters.take_due, soon, soon)


async def test_whoever_is_forgotten_is_in_no_text_that_is_kept_and_the_others_are(
    niko: Coordinator,
) -> None:
    await _archive(niko)
    db = niko.stage.db
    (before,) = db.now(archives.every)
    assert db.now(forget_in_archives, "U0ANA") == 1
    (after,) = db.now(archives.every)
    assert (after.key, after.since) == (before.key, before.since)
    assert "U0ANA" in before.text
    assert "U0ANA" not in after.text
    assert "Ana Duarte" not in after.text
    assert '"U0MARCUS",  # Marcus Bell' in after.text
    await niko.stage.apply(after.text)
    assert len(niko.team().members) == 10
