from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.domain.prompts import Kind, State
from bot.domain.shifts import occurrences
from bot.domain.team import Role, SurveyCadence, Weekly
from bot.store.tables import delivery
from bot.team_file.problems import TeamFileError
from bot.team_file.write import names_of, to_data, to_toml
from bot.use_cases.leave_slack import leave_slack
from sandbox import WorkspaceFile
from tests.team_file.conftest import NOW, OpenPlace, Place

MONDAY = datetime.fromisoformat("2026-11-23T00:00:00-05:00")


def planned(tx: Connection) -> list[tuple[str, datetime]]:
    table = delivery.c
    rows = tx.execute(
        select(table.recipient, table.due_at)
        .where(table.state == State.PLANNED, table.kind == Kind.DEBRIEF)
        .order_by(table.due_at)
    )
    return [(row.recipient, row.due_at) for row in rows]


async def test_a_coordinator_applies_the_example_and_reads_what_was_set_up(
    place: Place, examples: Path
) -> None:
    outcome = await place.apply(examples / "harbour-house.toml")
    assert str(outcome) == (
        "New team Harbour House peers: 11 people, 6 shifts, the survey staff-concerns every "
        "4 weeks from 2026-11-23."
    )
    assert place.teams() == [outcome.team]


async def test_the_example_is_the_team_that_it_describes(place: Place, examples: Path) -> None:
    team = (await place.apply(examples / "harbour-house.toml")).team
    assert (team.key, team.channel, team.timezone) == ("harbour", "C0TEAM", "America/Toronto")
    assert team.digest == Weekly(0, time(9))
    assert team.survey == SurveyCadence(
        "staff-concerns", date(2026, 11, 23), 4, time(10), time(16), 4
    )
    assert len(team.respondents()) == 9
    assert {member.id for member in team.digest_readers()} == {"U0RUTH", "U0SAMIRA"}
    roles = [member.role for member in team.members]
    assert roles.count(Role.PEER_SUPPORTER) == 6
    assert roles.count(Role.COORDINATOR) == 1
    wren = team.member("U0WREN")
    assert wren
    assert (wren.name, wren.timezone) == ("Wren Lavallée", "America/Winnipeg")
    assert (wren.supervisor, wren.peer_supervisor) == ("U0RUTH", "U0SAMIRA")


async def test_the_example_has_a_night_that_one_person_works_alone(
    place: Place, examples: Path
) -> None:
    team = (await place.apply(examples / "harbour-house.toml")).team
    week = MONDAY + timedelta(days=7)
    nights = [
        occurrence
        for shift in team.shifts
        for occurrence in occurrences(shift, MONDAY, week)
        if occurrence.shift.people == ("U0TOBIAS",)
    ]
    assert [f"{night.ends:%a %H:%M}" for night in nights] == ["Mon 11:00", "Tue 11:00", "Wed 11:00"]


async def test_a_rule_that_google_ends_after_midnight_in_utc_has_no_shift_on_the_day_after(
    place: Place, harbour: str
) -> None:
    rule = 'rrule = "FREQ=DAILY;UNTIL=20261202T045959Z"'
    text = harbour.replace('days = ["mon", "tue", "wed", "thu", "fri"]', rule, 1)
    (day, *_) = (await place.apply(text)).team.shifts
    found = occurrences(day, MONDAY, MONDAY + timedelta(days=21))
    assert f"{[*found][-1].starts:%d %B}" == "01 December"


async def test_a_second_team_with_other_zones_applies_too(
    open_place: OpenPlace, examples: Path
) -> None:
    river = await open_place("riverside")
    team = (await river.apply(examples / "riverside.toml")).team
    assert (team.channel, team.timezone) == ("C0LISTEN", "Europe/London")
    assert team.digest == Weekly(3, time(11, 30))
    assert len(team.respondents()) == 5
    zones = {member.id: member.timezone for member in team.members}
    assert zones["U0ARJUN"] == "Asia/Kolkata"
    assert zones["U0OKSANA"] == "Europe/Lisbon"
    (kolkata,) = (shift for shift in team.shifts if shift.timezone == "Asia/Kolkata")
    day = next(occurrences(kolkata, NOW, NOW + timedelta(days=1)))
    assert f"{day.starts:%H:%M} {day.ends:%H:%M}" == "04:30 12:00"


async def test_applying_twice_says_that_nothing_changed_whenever_it_is(
    place: Place, harbour: str
) -> None:
    first = await place.apply(harbour)
    before = place.db.now(planned)
    again = await place.apply(harbour, NOW + timedelta(days=3))
    assert str(again) == "Nothing changed: Harbour House peers is as the file says."
    assert again.team == first.team
    assert place.db.now(planned) == before


async def test_what_is_planned_moves_when_the_debrief_does(place: Place, harbour: str) -> None:
    await place.apply(harbour)
    before = place.db.now(planned)
    assert before
    outcome = await place.apply(harbour.replace("before_end = 10", "before_end = 25"))
    assert str(outcome) == "Changed: debrief."
    after = place.db.now(planned)
    assert after == [(recipient, due - timedelta(minutes=15)) for recipient, due in before]


async def test_who_leaves_the_team_is_sent_nothing_more(place: Place, harbour: str) -> None:
    await place.apply(harbour)
    assert "U0TOBIAS" in {recipient for recipient, _ in place.db.now(planned)}
    await place.apply(harbour.replace('["tobias@harbour.example"]', '["wren@harbour.example"]'))
    recipients = {recipient for recipient, _ in place.db.now(planned)}
    assert "U0TOBIAS" not in recipients
    assert "U0WREN" in recipients


@pytest.mark.parametrize(
    "name", ["harbour-house", "Harbour House", "T0HOLDSP", "https://harbour-house.slack.com"]
)
async def test_the_workspace_may_be_named_by_domain_name_id_or_address(
    place: Place, harbour: str, name: str
) -> None:
    await place.apply(harbour.replace('"harbour-house"', f'"{name}"', 1))
    assert len(place.teams()) == 1


@pytest.mark.parametrize("channel", ["#peer-team", "peer-team", "#Peer-Team", "C0TEAM"])
async def test_the_channel_may_be_named_with_or_without_its_sign_or_by_id(
    place: Place, harbour: str, channel: str
) -> None:
    outcome = await place.apply(harbour.replace('"#peer-team"', f'"{channel}"'))
    assert outcome.team.channel == "C0TEAM"
    assert outcome.notes == ()


async def test_a_channel_that_the_app_is_not_in_is_set_up_with_a_note(
    place: Place, harbour: str
) -> None:
    outcome = await place.apply(harbour.replace('"#peer-team"', '"#general"'))
    assert str(outcome).splitlines()[-1] == "Invite the app in #general: /invite @Holdspace"


async def test_times_may_be_written_with_or_without_quotes(place: Place, harbour: str) -> None:
    quoted = await place.apply(harbour)
    bare = await place.apply(harbour.replace('"09:00"', "09:00:00").replace('"mon"', '"Monday"'))
    assert bare.team == quoted.team


async def test_without_their_sections_debrief_and_digest_have_defaults(
    place: Place, harbour: str
) -> None:
    head, _, rest = harbour.partition("[debrief]")
    team = (await place.apply(head + rest[rest.index("[[members]]") :])).team
    assert team.debrief_lead_minutes == 10
    assert team.digest == Weekly(0, time(9))
    assert team.survey is None


async def test_somebody_deactivated_is_named(open_place: OpenPlace, harbour: str) -> None:
    found = (await open_place()).sandbox.slack.workspace
    assert found
    workspace = WorkspaceFile.model_validate(_workspace(deactivated="ana"))
    place = await open_place(workspace)
    by_id = harbour.replace("ana@harbour.example", "U0ANA")
    with pytest.raises(TeamFileError, match=r"members\[1\]\.person: 'U0ANA' has a deactivated"):
        await place.apply(by_id)


async def test_applying_again_with_somebody_who_left_slack_changes_nothing(
    place: Place, harbour: str
) -> None:
    await place.apply(harbour)
    _ana_leaves(place)
    by_id = harbour.replace("ana@harbour.example", "U0ANA")
    for text in (harbour, by_id):
        assert str(await place.apply(text)).startswith("Nothing changed: ")


async def test_applying_what_is_shown_changes_nothing_while_somebody_has_left_slack(
    place: Place, harbour: str
) -> None:
    team = (await place.apply(harbour)).team
    _ana_leaves(place)
    shown = to_toml(to_data(team, "harbour-house"), names_of(team))
    assert str(await place.apply(shown)).startswith("Nothing changed: ")


async def test_somebody_who_left_slack_from_one_team_is_entered_in_no_other(
    place: Place, harbour: str
) -> None:
    await place.apply(harbour)
    _ana_leaves(place)
    with pytest.raises(TeamFileError, match=r"'ana@harbour\.example' is nobody in this workspace"):
        await place.apply(harbour.replace('key = "harbour"', 'key = "second"'))


def _ana_leaves(place: Place) -> None:
    """Slack knows nobody by the address of a deactivated account; Holdspace has heard of it."""
    everybody = place.sandbox.slack.workspace.people
    everybody["U0ANA"] = replace(everybody["U0ANA"], deleted=True)
    place.db.now(leave_slack, ["U0ANA"], NOW)


async def test_a_large_team_is_read_from_the_list_of_people_page_by_page(
    open_place: OpenPlace,
) -> None:
    place = await open_place(WorkspaceFile.model_validate(_workspace(more=450)))
    members = "".join(
        f'[[members]]\nperson = "Person{n}@harbour.example"\nrole = "colleague"\n'
        for n in range(0, 450, 10)
    )
    outcome = await place.apply(
        'workspace = "harbour-house"\n[team]\nkey = "large"\nname = "Large"\n'
        f'channel = "#channel-250"\ntimezone = "UTC"\n{members}'
    )
    assert len(outcome.team.members) == 45
    assert outcome.team.members[-1].id == "U0P440"
    assert outcome.team.channel == "C0N250"
    assert place.calls("users.lookupByEmail") == 0
    assert place.calls("users.list") == 3
    assert place.calls("conversations.list") == 2


def _workspace(deactivated: str = "", more: int = 0) -> dict[str, object]:
    names = ("ana", "marcus", "priya", "joanne", "tobias", "wren", "helen", "dev", "niko", "ruth")
    people = [
        _person(f"U0{name.upper()}", name, name == deactivated) for name in (*names, "samira")
    ]
    people += [_person(f"U0P{n}", f"person{n}", gone=False) for n in range(more)]
    channels = [{"id": f"C0N{n}", "name": f"channel-{n}", "app": True} for n in range(more)]
    team = {"id": "T0HOLDSP", "name": "Harbour House", "domain": "harbour-house"}
    main = {"id": "C0TEAM", "name": "peer-team", "app": True}
    return {"team": team, "people": people, "channels": [main, *channels]}


def _person(key: str, name: str, gone: bool) -> dict[str, object]:  # noqa: FBT001 - a test's own
    email = f"{name}@harbour.example"
    return {"id": key, "name": name, "real_name": name.title(), "email": email, "deleted": gone}
