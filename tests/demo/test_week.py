"""`holdspace demo --week`: a whole week through real sockets, for any team file."""

import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.hill import ADA_ALONE, HILL, hill_shift
from tests.support.practice import ROOT

Json = dict[str, Any]
LINES = tomllib.loads((ROOT / "bot" / "demo" / "lines.toml").read_text(encoding="utf-8"))
CLOSE = "2026-11-27T21:00"


@dataclass(frozen=True)
class Week:
    """What the command printed, and the messages it wrote to its file."""

    transcript: str
    posts: list[Json]

    def of(self, kind: str) -> list[Json]:
        return [post for post in self.posts if post["kind"] == kind]

    def instants(self, kind: str) -> list[str]:
        """In UTC and to the minute; Slack's pace may make some a second later."""
        return [post["at"][5:16] for post in self.of(kind)]


def _play(folder: Path, *arguments: str | Path) -> Week:
    file = folder / "week.json"
    command = [sys.executable, "-m", "bot", "demo", "--week", "--json", file, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return Week(done.stdout, json.loads(file.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    return _play(tmp_path_factory.mktemp("week"))


def test_nine_are_invited_in_the_same_words_while_at_work_and_the_supervisors_are_not(
    week: Week,
) -> None:
    invitations = week.of("survey invitation")
    (recipients,) = zip(*[post["recipients"] for post in invitations], strict=True)
    assert len(set(recipients)) == 9
    assert not {"U0RUTH", "U0SAMIRA"} & set(recipients)
    assert len({post["text"] for post in invitations}) == 1
    assert len({json.dumps(post["blocks"]) for post in invitations}) == 1
    begin_later = {"11-23T19:15", "11-24T03:15"}  # the evening's and the night's, once they are in
    assert set(week.instants("survey invitation")) == {"11-23T15:00"} | begin_later


def test_each_debrief_is_offered_ten_minutes_before_its_shift_ends(week: Week) -> None:
    day = [f"11-{day}T21:50" for day in (23, 24, 25, 26, 27)]
    evening = [f"11-{day}T02:50" for day in (24, 25, 26, 27, 28)]
    night = [f"11-{day}T10:50" for day in (24, 25, 28, 29, 30)]
    winnipeg = [f"11-{day}T22:50" for day in (23, 24, 25, 26)]
    weekend = [f"11-{day}T22:50" for day in (28, 29)]
    expected = sorted([*day, *evening, *night, *winnipeg, *weekend])
    assert sorted(week.instants("debrief")) == expected


def test_who_leaves_alone_is_asked_alone_and_the_others_in_the_channel(week: Week) -> None:
    """On Friday Joanne goes straight on to the night, so Priya leaves the evening alone."""
    alone = defaultdict(list)
    for post in week.of("debrief"):
        if post["channel"] == "C0TEAM":
            assert len(post["recipients"]) == 11
        else:
            alone[post["recipients"][0]].append(post["at"][5:16])
    nights = ["11-24T10:50", "11-25T10:50", "11-30T10:50"]
    assert alone == {"U0TOBIAS": nights, "U0PRIYA": ["11-28T02:50"]}


def test_two_supervisors_get_a_digest_at_nine_where_they_are(week: Week) -> None:
    read = [(post["recipients"], post["at"][5:16]) for post in week.of("digest")]
    ruth, samira = ["U0RUTH"], ["U0SAMIRA"]
    assert read[:2] == [(ruth, "11-23T14:00"), (samira, "11-23T15:00")]
    assert read[2:] == [(ruth, "11-30T14:00"), (samira, "11-30T15:00")]
    assert len({post["text"] for post in week.of("digest")[2:]}) == 1
    assert "Survey results" in week.of("digest")[-1]["text"]


def test_nobodys_comment_is_anywhere_before_the_close_nor_ever_beside_a_name(week: Week) -> None:
    for post in week.posts:
        if post["at"] < CLOSE or post["kind"] != "digest":
            assert not [line for line in LINES["comments"] if line in str(post)]
    before, _, _ = week.transcript.partition("Monday 30 November")
    assert not [line for line in LINES["comments"] if line in before]
    assert "Somebody answers the survey" in before


def test_nothing_is_posted_twice(week: Week) -> None:
    said = [(post["at"][:16], post["channel"], post["text"]) for post in week.posts]
    assert len(said) == len(set(said))


def test_the_transcript_tells_the_days_in_local_time(week: Week) -> None:
    assert "\nMonday 23 November 2026\n  09:00  → Ruth Abernathy: *Your week" in week.transcript
    assert "\nTuesday 24 November 2026\n" in week.transcript
    assert "  16:50  → #peer-team: Ana Duarte, Helen Kowalski and Marcus Bell" in week.transcript
    assert "<@U0" not in week.transcript


def test_the_team_on_the_river_is_told_the_time_of_london_and_of_kolkata(tmp_path: Path) -> None:
    week = _play(tmp_path, "--team", ROOT / "examples" / "riverside.toml")
    kolkata = [post for post in week.of("debrief") if "17:30 (Kolkata time)" in post["text"]]
    assert {post["at"][11:16] for post in kolkata} == {"11:45"}
    assert [post["at"][5:16] for post in kolkata][:3] == [
        "11-30T11:45",
        "12-01T11:45",
        "12-02T11:45",
    ]
    london = [post for post in week.of("debrief") if "ends at 13:00." in post["text"]]
    assert [post["at"][5:16] for post in london][:3] == [
        "12-01T12:45",
        "12-03T12:45",
        "12-05T12:45",
    ]
    (open_house,) = [post for post in week.of("debrief") if "20:00" in post["text"]]
    assert (open_house["recipients"], open_house["at"][5:16]) == (["U0BRONWEN"], "12-02T19:45")
    assert {tuple(post["recipients"]) for post in week.of("digest")} == {
        ("U0OKSANA",),
        ("U0GRAHAM",),
    }


OWN = HILL.replace("Europe/London", "Pacific/Apia").replace("U0EVE", "eve.jones@hill.example")
OWN += ADA_ALONE + hill_shift("10:00", "17:30", "U0CLEO", "U0DINA").replace(
    'rrule = "FREQ=DAILY"', 'days = ["wed"]\ntimezone = "Asia/Kolkata"'
)


def test_a_team_file_of_ones_own_needs_no_workspace_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    week = _play(tmp_path, "--team", file, "--now", "2026-11-23T06:00:00+13:00")
    ada = [post["at"][:16] for post in week.of("debrief") if post["recipients"] == ["U0ADA"]]
    assert ada[:2] == ["2026-11-23T03:50", "2026-11-24T03:50"]
    (kolkata,) = [post for post in week.of("debrief") if "17:30 (Kolkata time)" in post["text"]]
    assert kolkata["at"][:16] == "2026-11-25T11:50"
    assert "→ Eve Jones: *Your week" in week.transcript
    assert week.of("survey invitation") == []


def test_a_team_without_shifts_has_a_week_of_digests(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(HILL, encoding="utf-8")
    week = _play(tmp_path, "--team", file, "--now", "2026-11-23T06:00:00+00:00")
    assert [post["kind"] for post in week.posts] == ["digest", "digest"]
