"""Whoever leaves, or asks to be forgotten: what is still known of them, and after a restore."""

import json
import resource
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, Connection, Text, delete, inspect, select, text

from bot.domain.absence import TimeOff
from bot.domain.check_in import Agenda
from bot.domain.preferences import Preferences
from bot.domain.prompts import Kind, Prompt
from bot.domain.retention import Retention
from bot.domain.team import Cadence, Role, Team
from bot.rosters.stored import calendar_text
from bot.seal.forgotten import Forgotten
from bot.seal.slots import Sealer
from bot.seal.vault import Vault
from bot.store import (
    absences,
    agenda,
    archives,
    check_ins,
    deliveries,
    overdue,
    people,
    rosters,
    schema,
    teams,
    traces,
)
from bot.store.database import Database
from bot.store.rosters import Roster
from bot.store.tables import SLACK_ID, delivery, metadata
from bot.team_file.write import names_of, to_data, to_toml
from bot.use_cases.apply_team import apply_team
from bot.use_cases.ask_to_be_forgotten import ask_to_be_forgotten
from bot.use_cases.check_in_points import add_points
from bot.use_cases.export_person import export_person
from bot.use_cases.forget_again import forget_again, forget_leavers
from bot.use_cases.introduce import have_been_told
from bot.use_cases.leave_slack import come_back, leave_slack
from bot.use_cases.plan_prompts import plan_prompts
from bot.use_cases.prefer import prefer
from bot.use_cases.quiet_today import quiet_today
from bot.use_cases.stored_about import stored_about
from tests.support.plans import ADA, BEN, EVE, NOW, a_shift, reader, shift_team

SECRET = b"s" * 32
VAULT, SEALER = Vault(SECRET), Sealer(SECRET, "T0")
WRITTEN = "what keeps me awake"
DAY = timedelta(days=1)


def the_team() -> Team:
    made = shift_team("hill", a_shift("09:00", "17:00", ADA, BEN), readers=(reader(EVE),))
    ada, ben, cleo, eve = made.members
    members = (
        replace(ada, supervisor=EVE),
        replace(ben, supervisor=ADA),
        replace(cleo, peer_supervisor=ADA),
        replace(eve, cover=ADA),
    )
    weekly = "FREQ=WEEKLY;BYDAY=TH"
    met = Cadence(Role.SUPERVISOR, weekly, weekly, date(2026, 11, 1), NOW.time())
    own = replace(met, people=(ADA, BEN))
    return replace(made, members=members, cadences=(met, own))


@pytest.fixture
def forgotten(tmp_path: Path) -> Forgotten:
    return Forgotten.at(tmp_path / "elsewhere" / "forgotten", SECRET)


@pytest.fixture
def known(database: Database) -> Database:
    """A database in which there is something of Ada everywhere."""
    database.now(apply_team, the_team(), NOW)
    database.now(_everywhere)
    return database


def _everywhere(tx: Connection) -> None:
    absences.enter(tx, TimeOff(ADA, date(2026, 12, 24), date(2026, 12, 26)))
    quiet_today(tx, ADA, NOW)
    absences.set_pauses(tx, ADA, [Kind.BREAK], {Kind.BREAK: None})
    agenda.add(tx, ADA, VAULT.seal(WRITTEN))
    for each in check_ins.planned(tx, ["hill"], NOW):
        if each.slot.person == ADA:
            draft = VAULT.seal(Agenda(items=(WRITTEN,)).to_text())
            check_ins.keep_draft(tx, each, draft, NOW)
    asked = {"from": ADA, "about": NOW.isoformat()}
    deliveries.plan(tx, [Prompt(Kind.SOONER_ASK, EVE, NOW, NOW + DAY, None, asked)])
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T090000Z\r\nDTEND:20261201T170000Z\r\n"
    event += f"ATTENDEE:slack:{ADA}\r\nATTENDEE:slack:{BEN}\r\nEND:VEVENT\r\n"
    have_been_told(tx, [ADA, BEN])
    rosters.save(tx, Roster("hill", "november", calendar_text([event]), NOW))
    _in_an_archive(tx)


def _in_an_archive(tx: Connection) -> None:
    away = replace(the_team(), key="put-away")
    teams.save(tx, replace(away, members=(), shifts=(), cadences=()))
    archives.keep(tx, "put-away", to_toml(to_data(away, "here"), names_of(away)), NOW)


def _places(tx: Connection, who: str) -> dict[str, int]:
    """In which columns of which tables this id stands, looked for in each as text."""
    found: dict[str, int] = {}
    for table in inspect(tx).get_table_names():
        for row in tx.execute(text(f'SELECT * FROM "{table}"')).mappings():  # noqa: S608 - our own tables
            for name, value in row.items():
                if who in str(value):
                    place = f"{table}.{name}"
                    found[place] = found.get(place, 0) + 1
    return found


NAMED = {str(column) for column in (*traces.NAMES_ONE, *traces.NAMES_SEVERAL)}
NAMES_NOBODY = {
    "team.channel",
    "delivery.channel",
    "installation.key_directory",
    "survey_round.template",
    "survey_release.document",
}


def test_every_column_of_the_schema_that_can_name_somebody_is_one_that_is_looked_in() -> None:
    columns = [column for table in metadata.tables.values() for column in table.c]
    able = {str(c) for c in columns if c.type is SLACK_ID or isinstance(c.type, JSON | Text)}
    assert able - NAMES_NOBODY == NAMED


def test_there_is_something_of_ada_in_every_place_that_can_name_somebody(known: Database) -> None:
    beside = {"delivery.key", "member.name"}  # of rows that name her otherwise too
    assert set(known.now(_places, ADA)) == NAMED | beside


@pytest.mark.parametrize("place", sorted(NAMED))
def test_whoever_is_named_in_one_place_only_is_known_there(known: Database, place: str) -> None:
    table, column = place.split(".")
    known.now(_rename, table, column)
    assert "U0ZOE" in known.now(traces.people)


def _rename(tx: Connection, table: str, column: str) -> None:
    """Where this column names Ada it names Zoe, whom nothing else names."""
    as_text = f'replace(CAST("{column}" AS TEXT), :ada, :zoe)'
    typed = f"CAST({as_text} AS JSON)" if tx.dialect.name == "postgresql" else as_text
    is_json = isinstance(metadata.tables[table].c[column].type, JSON)
    said = f'UPDATE "{table}" SET "{column}" = {typed if is_json else as_text}'  # noqa: S608 - our own tables
    tx.execute(text(said), {"ada": ADA, "zoe": "U0ZOE"})


def test_once_forgotten_she_is_named_nowhere_and_the_others_as_before(
    known: Database, forgotten: Forgotten
) -> None:
    before = known.now(_places, BEN)
    told = ask_to_be_forgotten(known, forgotten, SEALER, ADA, NOW)
    assert known.now(_places, ADA) == {}
    assert set(known.now(_places, BEN)) == set(before)
    assert told == []
    (shift,) = known.now(teams.every)[0].shifts
    assert shift.people == (BEN,)
    assert ADA not in forgotten.path.read_text()


def test_a_backup_that_is_restored_does_not_bring_her_back(
    sqlite_url: str, tmp_path: Path, forgotten: Forgotten
) -> None:
    db = Database(sqlite_url)
    db.now(schema.upgrade)
    db.now(apply_team, the_team(), NOW)
    db.now(_everywhere)
    backup = tmp_path / "backup.db"
    db.copy_to(backup)
    ask_to_be_forgotten(db, forgotten, SEALER, ADA, NOW + DAY)
    db.close()
    restored = Database(f"sqlite:///{backup}")
    assert restored.now(_places, ADA)
    assert restored.now(forget_again, forgotten, SEALER) > 0
    assert restored.now(_places, ADA) == {}
    assert restored.now(forget_again, forgotten, SEALER) == 0
    restored.close()


def test_whoever_is_entered_again_afterwards_stays(known: Database, forgotten: Forgotten) -> None:
    ask_to_be_forgotten(known, forgotten, SEALER, ADA, NOW)
    known.now(apply_team, the_team(), NOW + DAY)
    assert known.now(forget_again, forgotten, SEALER) == 0
    assert known.now(teams.every)[0].member(ADA)


def test_the_file_has_everything_and_what_she_wrote_in_the_clear(known: Database) -> None:
    made = json.loads(known.now(export_person, VAULT, SEALER, ADA, NOW))
    assert set(made) == {
        "person",
        "made_at",
        "membership",
        "shifts",
        "messages",
        "time_off",
        "quiet",
        "pauses",
        "agenda",
        "check_ins",
        "check_ins_held",
        "preferences",
        "introduction",
        "patterns",
        "check_in_patterns",
        "named_by",
        "rosters",
        "named_in_messages",
        "archived_teams",
        "open_surveys",
    }
    assert all(made[what] for what in set(made) - {"open_surveys"})
    assert made["agenda"][0]["sealed"] == WRITTEN
    assert WRITTEN in made["check_ins"][0]["draft"]
    assert made["membership"][0]["supervisor"] == EVE


def test_a_supervisors_file_has_the_check_ins_they_hold_and_their_own_points(
    known: Database,
) -> None:
    (held, *_) = [
        each for each in known.now(check_ins.planned, ["hill"], NOW) if each.holder == EVE
    ]
    shared = VAULT.seal("adas own words")
    known.now(lambda tx: check_ins.write(tx, held.id, shared=shared))
    known.now(add_points, VAULT, EVE, held.id, ("eves point",), NOW)
    told = known.now(export_person, VAULT, SEALER, EVE, NOW).decode()
    made = json.loads(told)
    (first, *_) = made["check_ins_held"]
    assert set(first) == {"id", "team", "line", "starts_at", "state", "points"}
    assert (first["id"], first["points"]) == (held.id, '["eves point"]')
    assert "adas own words" not in told
    assert WRITTEN not in told
    assert {"team": "hill", "of": ADA, "as": "supervisor"} in made["named_by"]


def test_the_file_says_where_rosters_and_others_messages_name_her_and_nobody_beside_her(
    known: Database,
) -> None:
    made = json.loads(known.now(export_person, VAULT, SEALER, ADA, NOW))
    (roster,) = made["rosters"]
    when = ["DTSTART:20261201T090000Z", "DTEND:20261201T170000Z"]
    assert roster == {"team": "hill", "name": "november", "shifts": [when]}
    assert {"kind": "sooner ask", "day": "2026-11-24"} in made["named_in_messages"]
    assert {frozenset(each) for each in made["named_in_messages"]} == {frozenset({"kind", "day"})}
    assert {"team": "hill", "of": EVE, "as": "cover"} in made["named_by"]


def test_what_is_said_to_be_stored_is_what_the_file_has(known: Database) -> None:
    made = json.loads(known.now(export_person, VAULT, SEALER, ADA, NOW))
    counts = known.now(stored_about, ADA)
    in_file = {"held": "check_ins_held", "archived": "archived_teams"}
    assert counts == {what: len(made[in_file.get(what, what)]) for what in counts}
    assert counts.keys() >= {"held", "named_by", "rosters"}


def test_nothing_of_anybody_else_is_in_the_file(known: Database) -> None:
    known.now(agenda.add, BEN, VAULT.seal("bens own"))
    assert "bens own" not in known.now(export_person, VAULT, SEALER, ADA, NOW).decode()


def test_who_leaves_slack_is_off_all_schedules_at_once_and_on_them_again_when_back(
    known: Database,
) -> None:
    assert known.now(leave_slack, [ADA, "U0NOBODY"], NOW) == 1
    assert known.now(leave_slack, [ADA], NOW) == 0
    known.now(plan_prompts, NOW)
    left = known.now(_places, ADA)
    assert "occurrence.person" not in left
    assert not known.now(_waiting, ADA)
    assert not [c for c in known.now(check_ins.planned, ["hill"], NOW) if c.slot.person == ADA]
    assert known.now(come_back, [ADA, BEN]) == 1
    known.now(plan_prompts, NOW)
    assert "occurrence.person" in known.now(_places, ADA)


def _waiting(tx: Connection, who: str) -> int:
    theirs = select(delivery.c.id).where(delivery.c.recipient == who, delivery.c.state == "planned")
    return len(tx.execute(theirs).all())


def test_after_the_time_that_the_settings_say_whoever_left_is_forgotten(known: Database) -> None:
    known.now(leave_slack, [ADA], NOW)
    kept = Retention().left
    assert known.now(forget_leavers, SEALER, kept, NOW + kept) == 0
    assert known.now(forget_leavers, SEALER, kept, NOW + kept + DAY) > 0
    assert known.now(_places, ADA) == {}


def _without_ada() -> Team:
    return the_team().without(ADA)


def test_whoever_is_taken_out_of_the_team_and_then_leaves_slack_is_forgotten(
    known: Database,
) -> None:
    known.now(apply_team, _without_ada(), NOW)
    assert known.now(leave_slack, [ADA], NOW + DAY) == 1
    kept = Retention().left
    _nothing_but_teams(known)
    assert known.now(forget_leavers, SEALER, kept, NOW + kept + 2 * DAY) > 0
    assert known.now(_places, ADA) == {}


def _nothing_but_teams(db: Database) -> None:
    """Nothing of Ada is in the text of an archived team, which would be one of hers."""
    db.now(apply_team, replace(_without_ada(), key="put-away"), NOW)


def test_whoever_leaves_the_last_of_their_teams_is_forgotten_though_they_stay_in_slack(
    known: Database,
) -> None:
    kept = Retention().left
    _nothing_but_teams(known)
    known.now(apply_team, _without_ada(), NOW + DAY)
    assert known.now(overdue.leavers, NOW + DAY) == 0
    assert known.now(forget_leavers, SEALER, kept, NOW + kept) == 0
    assert known.now(overdue.leavers, NOW + 2 * DAY) == 1
    assert known.now(forget_leavers, SEALER, kept, NOW + kept + 2 * DAY) > 0
    assert known.now(_places, ADA) == {}
    assert known.now(overdue.leavers, NOW + 2 * DAY) == 0


def test_whoever_is_in_another_team_or_back_in_this_one_stays(known: Database) -> None:
    kept = Retention().left
    _nothing_but_teams(known)
    known.now(apply_team, replace(the_team(), key="other"), NOW)
    known.now(apply_team, _without_ada(), NOW)
    assert known.now(forget_leavers, SEALER, kept, NOW + 2 * kept) == 0
    known.now(apply_team, the_team(), NOW + 2 * kept)
    known.now(apply_team, replace(_without_ada(), key="other"), NOW + 2 * kept)
    assert known.now(forget_leavers, SEALER, kept, NOW + 4 * kept) == 0


def test_whoever_is_in_an_archived_team_stays_until_it_comes_back_without_them(
    known: Database,
) -> None:
    kept = Retention().left
    known.now(apply_team, _without_ada(), NOW)
    assert known.now(forget_leavers, SEALER, kept, NOW + 2 * kept) == 0
    known.now(apply_team, replace(_without_ada(), key="put-away"), NOW + 2 * kept)
    assert known.now(forget_leavers, SEALER, kept, NOW + 2 * kept + DAY) == 0
    assert known.now(forget_leavers, SEALER, kept, NOW + 3 * kept + DAY) > 0
    assert known.now(_places, ADA) == {}


def test_whoever_was_in_no_team_says_for_themselves_how_long_what_they_set_is_kept(
    known: Database,
) -> None:
    known.now(prefer, "U0ZOE", Preferences("fr", None, None))
    assert known.now(forget_leavers, SEALER, Retention().left, NOW + 400 * DAY) == 0
    assert known.now(people.of, "U0ZOE").language == "fr"


def test_whoever_leaves_slack_from_an_archived_team_only_is_forgotten_in_its_text(
    known: Database,
) -> None:
    ask = known.now(archives.every, EVE)
    assert [one.key for one in ask] == ["put-away"]
    known.now(apply_team, replace(the_team(), members=(), shifts=(), cadences=()), NOW)
    assert known.now(leave_slack, [EVE], NOW) == 1
    kept = Retention().left
    assert known.now(forget_leavers, SEALER, kept, NOW + kept + DAY) > 0
    assert known.now(archives.every, EVE) == []


def test_a_restored_backup_that_names_her_only_as_who_held_a_check_in_is_found(
    known: Database, forgotten: Forgotten
) -> None:
    forgotten.add(ADA, NOW + DAY)
    _nothing_but_teams(known)
    known.now(apply_team, _without_ada(), NOW)
    known.now(_held_only)
    assert set(known.now(_places, ADA)) == {"check_in.holder"}
    known.now(forget_again, forgotten, SEALER)
    assert known.now(_places, ADA) == {}


def _held_only(tx: Connection) -> None:
    for column in traces.NAMES_ONE:
        if column.table not in {metadata.tables["member"], metadata.tables["check_in"]}:
            tx.execute(delete(column.table).where(column == ADA))
    tx.execute(delete(delivery))
    tx.execute(delete(metadata.tables["roster"]))
    held = metadata.tables["check_in"]
    tx.execute(delete(held).where(held.c.person == ADA))
    tx.execute(held.update().values(holder=ADA))


@given(st.lists(st.sampled_from([ADA, BEN, EVE]), max_size=6), st.binary(max_size=40))
def test_the_file_of_the_forgotten_holds_those_and_survives_half_a_line(
    tmp_path_factory: pytest.TempPathFactory, asked: list[str], half: bytes
) -> None:
    made = Forgotten.at(tmp_path_factory.mktemp("forgotten") / "file", SECRET)
    for number, who in enumerate(asked):
        made.add(who, NOW + number * DAY)
    if made.path.exists():
        with made.path.open("ab") as file:
            file.write(half.hex().encode()[:20])
    found = made.among({ADA, BEN, EVE, "U0OTHER"})
    assert set(found) == set(asked)
    for who, at in found.items():
        assert at == NOW + max(n for n, one in enumerate(asked) if one == who) * DAY


@given(st.integers(min_value=0, max_value=96))
def test_whoever_asks_after_half_a_line_was_written_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, written: int
) -> None:
    made = Forgotten.at(tmp_path_factory.mktemp("forgotten") / "file", SECRET)
    made.add(ADA, NOW)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:written])
    made.add(BEN, NOW + DAY)
    found = made.among({ADA, BEN})
    assert found[BEN] == NOW + DAY
    assert found.get(ADA, NOW) == NOW


def test_whoever_asks_on_a_full_disk_is_not_told_that_it_was_noted(forgotten: Forgotten) -> None:
    forgotten.add(ADA, NOW)
    room = forgotten.path.stat().st_size + 20
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            forgotten.add(BEN, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    forgotten.add(BEN, NOW + DAY)
    assert forgotten.among({ADA, BEN}) == {ADA: NOW, BEN: NOW + DAY}
