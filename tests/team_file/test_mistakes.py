import re

import pytest

from bot.team_file.problems import TeamFileError
from tests.team_file.conftest import OpenPlace, Place

CASES = {
    "another workspace": (
        '"harbour-house"',
        '"riverside"',
        "workspace",
        r"which is 'harbour-house' \(Harbour House, T0HOLDSP\); correct one",
    ),
    "an unknown section": (
        "[debrief]",
        "[debriefs]",
        "debriefs",
        r"not a key .*did you mean 'debrief'\?",
    ),
    "an unknown key": (
        "every_weeks = 4",
        "every_week = 4",
        "survey.every_week",
        r"did you mean 'every_weeks'\?",
    ),
    "a rule that ends before the first shift would start": (
        "INTERVAL=2;BYDAY=SA,SU",
        "INTERVAL=2;BYDAY=SA,SU;UNTIL=20261128T090000",
        "shifts[6].rrule",
        "names no day on which the shift would be; correct it",
    ),
    "a time zone that is none": (
        '"America/Winnipeg"',
        '"America/Winipeg"',
        "shifts[5].timezone",
        r"is not a time zone \(did you mean 'America/Winnipeg'\?\); use a name such as",
    ),
    "no name": (
        'name = "Harbour House peers"',
        "",
        "team.name",
        "is missing; add it",
    ),
    "a number in quotes": (
        "minutes_before_end = 10",
        'minutes_before_end = "ten"',
        "debrief.minutes_before_end",
        "needs to be a whole number, without quotes",
    ),
    "minutes beyond an hour": (
        "minutes_before_end = 10",
        "minutes_before_end = 90",
        "debrief.minutes_before_end",
        "needs to be at most 60",
    ),
    "a weekday that is none": (
        'weekday = "monday"',
        'weekday = "moonday"',
        "digest.weekday",
        "is not a weekday",
    ),
    "a time that is none": (
        'closes = "16:00"',
        'closes = "16.00"',
        "survey.closes",
        r"is not a time of day; write it like",
    ),
    "a date that is none": (
        "first_day = 2026-11-23",
        'first_day = "23 November"',
        "survey.first_day",
        "is not a date",
    ),
    "a survey that is none": (
        '"staff-concerns"',
        '"staff-joys"',
        "survey.template",
        "is no survey; there are: .*staff-concerns",
    ),
    "a round that overlaps the next": (
        "open_days = 4",
        "open_days = 28",
        "survey.open_days",
        "leaves it open until the next one",
    ),
    "a round that closes before it opens": (
        'opens = "10:00"\nopen_days = 4',
        'opens = "17:00"\nopen_days = 0',
        "survey.closes",
        "is before it opens",
    ),
    "a role that is none": (
        'role = "coordinator"',
        'role = "boss"',
        "members[9].role",
        "needs to be one of: peer supporter, ",
    ),
    "a member twice": (
        '"marcus@harbour.example"\nrole',
        '"Ana@harbour.example"\nrole',
        "members[2].person",
        "is there already; name each person once",
    ),
    "a member twice, once by id": (
        '"marcus@harbour.example"\nrole',
        '"U0ANA"\nrole',
        "members[2].person",
        "is Ana Duarte, who is there already",
    ),
    "somebody whom Slack does not know": (
        '"ana@harbour.example"\nrole',
        '"anna@harbour.example"\nrole',
        "members[1].person",
        "is nobody in this workspace; correct it, or invite",
    ),
    "an id that Slack does not know": (
        '"ana@harbour.example"\nrole',
        '"U0NOBODY"\nrole',
        "members[1].person",
        "is nobody in this workspace",
    ),
    "neither address nor id": (
        '"ana@harbour.example"\nrole',
        '"Ana Duarte"\nrole',
        "members[1].person",
        "is neither an e-mail address nor a Slack member id",
    ),
    "the app itself as a member": (
        '"ana@harbour.example"\nrole',
        '"U0HOLDBOT"\nrole',
        "members[1].person",
        "is an app and not a person",
    ),
    "a supervisor who is none": (
        'role = "supervisor"',
        'role = "colleague"',
        "members[1].supervisor",
        "is here as colleague, not as supervisor; correct one of the two",
    ),
    "a supervisor who is not there": (
        'supervisor = "ruth@harbour.example"\npeer',
        'supervisor = "rut@harbour.example"\npeer',
        "members[1].supervisor",
        r"is nobody in \[\[members\]\] \(did you mean 'ruth@harbour.example'\?\)",
    ),
    "somebody who supervises themselves": (
        'role = "supervisor"',
        'role = "supervisor"\nsupervisor = "ruth@harbour.example"',
        "members[10].supervisor",
        "nobody supervises themselves",
    ),
    "an unknown person on a shift": (
        '"helen@harbour.example"]',
        '\n"helena@harbour.example"]',
        "shifts[1].people[3]",
        r"is nobody in \[\[members\]\]",
    ),
    "a person twice on a shift": (
        '["tobias@harbour.example"]',
        '["tobias@harbour.example", "tobias@harbour.example"]',
        "shifts[3].people[2]",
        "is there already",
    ),
    "nobody on a shift": (
        'people = ["tobias@harbour.example"]',
        "people = []",
        "shifts[3].people",
        "is empty; name at least one",
    ),
    "a shift of no length": (
        'starts = "14:00"',
        'starts = "22:00"',
        "shifts[2].ends",
        "is when the shift starts",
    ),
    "neither days nor rule": (
        'days = ["fri", "sat"]',
        "",
        "shifts[4].rrule",
        "needs either `days` or `rrule`",
    ),
    "both days and rule": (
        'days = ["fri", "sat"]',
        'days = ["fri", "sat"]\nrrule = "FREQ=DAILY"',
        "shifts[4].rrule",
        "needs either `days` or `rrule`",
    ),
    "no days": ('days = ["fri", "sat"]', "days = []", "shifts[4].days", "needs a list of weekdays"),
    "a rule of hours": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
        "FREQ=HOURLY",
        "shifts[6].rrule",
        "needs FREQ= one of DAILY, ",
    ),
    "hours in a rule": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
        "FREQ=DAILY;BYHOUR=9",
        "shifts[6].rrule",
        "names hours",
    ),
    "a rule that no calendar knows": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
        "FREQ=WEEKLY;BYDAY=XX",
        "shifts[6].rrule",
        "is not a rule that a calendar knows",
    ),
    "a rule of no days": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "shifts[6].rrule",
        "names no day",
    ),
    "every second weekend from no day": (
        "first_day = 2026-11-28",
        "",
        "shifts[6].rrule",
        "counts from a day; add that day as `first_day`",
    ),
    "a last day before the first": (
        "first_day = 2026-11-28",
        "first_day = 2026-11-28\nlast_day = 2026-11-27",
        "shifts[6].last_day",
        "is before the first day",
    ),
    "a channel that is none": (
        '"#peer-team"',
        '"#peer-teem"',
        "team.channel",
        "is no channel that the app can see",
    ),
    "a channel id that is none": (
        '"#peer-team"',
        '"C0NOWHERE"',
        "team.channel",
        "is no channel that the app can see",
    ),
    "a group with blanks": (
        "open_days = 4  ",
        'group = "Both teams"\nopen_days = 4  ',
        "survey.group",
        "needs to be made of small letters",
    ),
    "a word on danger that is too long": (
        'danger_route = "Ring the on-call line, 555 0100."',
        f'danger_route = "{"x" * 301}"',
        "team.danger_route",
        "is too long; use at most 300 characters",
    ),
    "a key with blanks": (
        'key = "harbour"',
        'key = "Harbour House"',
        "team.key",
        "needs to be made of small letters",
    ),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_mistake_is_named_with_its_line_and_nothing_is_applied(
    case: str, place: Place, harbour: str
) -> None:
    old, new, where, message = CASES[case]
    assert old in harbour
    text = harbour.replace(old, new, 1)
    with pytest.raises(TeamFileError) as caught:
        await place.apply(text)
    told = str(caught.value).splitlines()
    mine = [line for line in told if f", {where}: " in line and re.search(message, line)]
    assert len(mine) == 1, told
    place_of_it = re.match(r"(.+), line (\d+), ", mine[0])
    assert place_of_it
    assert place_of_it[1] == str(place.file)
    key = where.rpartition(".")[2].partition("[")[0]
    line = text.splitlines()[int(place_of_it[2]) - 1]
    assert key in line or (new and new.strip() in line) or line.startswith("["), line
    assert place.teams() == []


async def test_all_mistakes_are_listed_at_once_in_the_order_of_the_file(
    place: Place, harbour: str
) -> None:
    text = harbour
    for case in ("a role that is none", "a channel that is none", "a survey that is none"):
        text = text.replace(*CASES[case][:2], 1)
    text = text.replace('"wren@harbour.example"\nrole', '"wrenn@harbour.example"\nrole')
    text = text.replace('"America/Winnipeg"', '"Mars"').replace('ends = "22:00"', 'ends = "14:00"')
    with pytest.raises(TeamFileError) as caught:
        await place.apply(text)
    told = str(caught.value).splitlines()
    assert [line.split(": ")[0].split(", ")[-1] for line in told] == [
        "team.channel",
        "survey.template",
        "members[6].person",
        "members[9].role",
        "shifts[2].ends",
        "shifts[5].timezone",
        "shifts[5].people[1]",
    ]
    assert place.teams() == []


async def test_the_line_is_that_of_the_list_element(place: Place, harbour: str) -> None:
    text = harbour.replace('"helen@harbour.example"]', '\n  "nobody@harbour.example"]')
    number = next(i for i, line in enumerate(text.splitlines(), 1) if '  "nobody@' in line)
    with pytest.raises(TeamFileError, match=rf"line {number}, shifts\[1\]\.people\[3\]: "):
        await place.apply(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a = 1\nat = 09:00  # nine\n",
            r'line 2: this is not TOML: write a time in quotes: "09:00"',
        ),
        ("a = 1\n[team\n", "line 2: this is not TOML: .*; correct it"),
        ("a = [1,\n", "line 1: this is not TOML: .*; correct it"),
        ("", "line 1, workspace: is missing; add it"),
    ],
)
async def test_what_is_not_toml_or_empty_is_said_so(place: Place, text: str, message: str) -> None:
    with pytest.raises(TeamFileError, match=message):
        await place.apply(text)


async def test_a_section_written_as_a_text_is_explained(place: Place, harbour: str) -> None:
    text = harbour.replace("[digest]", "[other]").replace(
        'workspace = "', 'digest = 1\nworkspace = "'
    )
    with pytest.raises(TeamFileError, match=r"digest: needs to be a section of its own"):
        await place.apply(text)


async def test_files_that_cannot_be_read_are_said_so(place: Place) -> None:
    with pytest.raises(TeamFileError, match=r"none\.toml cannot be read: No such file"):
        await place.apply(place.file.with_name("none.toml"))
    place.file.write_bytes(b'name = "\xff"')
    with pytest.raises(TeamFileError, match="is not UTF-8 text; save it as UTF-8"):
        await place.apply(place.file)


async def test_nobody_is_looked_up_in_a_wrong_workspace(place: Place, harbour: str) -> None:
    with pytest.raises(TeamFileError) as caught:
        await place.apply(harbour.replace('"harbour-house"', '"riverside"', 1))
    assert len(str(caught.value).splitlines()) == 1
    assert place.calls("users.lookupByEmail") == 0


async def test_mistakes_are_told_even_when_slack_refuses_the_token(
    place: Place, harbour: str
) -> None:
    place.client.token = "xoxb-wrong"
    with pytest.raises(TeamFileError) as caught:
        await place.apply(harbour.replace('role = "coordinator"', 'role = "boss"'))
    mistake, trouble = str(caught.value).splitlines()
    assert "members[9].role" in mistake
    assert trouble == (
        "Slack could not be asked: Slack does not know the token; copy it again from the app's "
        "settings."
    )


async def test_a_slack_that_does_not_answer_is_said_so(place: Place, harbour: str) -> None:
    await place.sandbox.stop()
    with pytest.raises(TeamFileError, match="Slack cannot be reached; check SLACK_API_URL"):
        await place.apply(harbour)


async def test_a_missing_scope_is_named(open_place: OpenPlace, harbour: str) -> None:
    manifest = {
        "display_information": {"name": "Bare"},
        "features": {"bot_user": {"display_name": "Bare"}},
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"socket_mode_enabled": True},
    }
    bare = await open_place(manifest=manifest)
    with pytest.raises(TeamFileError, match=r"lacks the scope users:read\.email; take over"):
        await bare.apply(harbour)
