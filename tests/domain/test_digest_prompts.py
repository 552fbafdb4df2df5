from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import templates
from bot.domain.digest import Released, digest_prompts, strongest
from bot.domain.prompts import Kind
from bot.domain.release import Band, People, Release
from bot.domain.team import Member, Role, Weekly
from tests.support.survey_scene import a_team, supervisor

WEEK = timedelta(weeks=1)
SUNDAY = datetime(2026, 11, 22, tzinfo=UTC)
MONDAY_8 = datetime(2026, 11, 23, 13, tzinfo=UTC)
ZONES = ["America/Toronto", "Europe/Berlin", "Pacific/Auckland", "Asia/Kolkata", "UTC"]


def test_a_supervisor_gets_one_digest_a_week_and_peer_supporters_get_none() -> None:
    (prompt,) = digest_prompts([a_team()], SUNDAY, SUNDAY + WEEK)
    assert (prompt.kind, prompt.recipient, prompt.due_at) == (Kind.DIGEST, "USUPER", MONDAY_8)
    assert prompt.expires_at == MONDAY_8 + timedelta(days=1)
    assert prompt.subject == {
        "since": "2026-11-16T13:00:00+00:00",
        "until": "2026-11-23T13:00:00+00:00",
    }


def test_it_comes_in_the_supervisors_own_time() -> None:
    team = replace(a_team(), members=(supervisor(timezone="Pacific/Auckland"),))
    (prompt,) = digest_prompts([team], SUNDAY - WEEK / 7, SUNDAY + 6 * WEEK / 7)
    assert (
        prompt.due_at.astimezone(ZoneInfo("Pacific/Auckland")).strftime("%a %H:%M") == "Mon 08:00"
    )


def test_a_supervisor_of_several_teams_gets_one_message_timed_by_the_first() -> None:
    later = replace(a_team(key="b"), digest=Weekly(4, time(12)))
    found = digest_prompts([later, a_team(key="a")], SUNDAY, SUNDAY + WEEK)
    assert [prompt.due_at for prompt in found] == [MONDAY_8]


def test_peer_supervisors_get_it_too() -> None:
    member = Member("UPEERSUP", "Pat", Role.PEER_SUPERVISOR, "UTC")
    team = replace(a_team(), members=(supervisor(), member))
    found = digest_prompts([team], SUNDAY, SUNDAY + WEEK)
    assert sorted(prompt.recipient for prompt in found) == ["UPEERSUP", "USUPER"]


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - aware below
    lambda naive: naive.replace(tzinfo=UTC)
)


@settings(deadline=None)
@given(
    st.sampled_from(ZONES),
    st.integers(0, 6),
    st.times(),
    moments,
    st.integers(0, 60 * 24 * 28),
    st.integers(0, 60 * 24 * 28),
)
def test_splitting_a_window_neither_loses_nor_repeats_a_digest(  # noqa: PLR0913, PLR0917 - drawn by Hypothesis
    zone: str, weekday: int, at: time, since: datetime, first: int, second: int
) -> None:
    team = replace(a_team(), digest=Weekly(weekday, at), members=(supervisor(timezone=zone),))
    middle = since + timedelta(minutes=first)
    until = middle + timedelta(minutes=second)
    whole = digest_prompts([team], since, until)
    assert whole == digest_prompts([team], since, middle) + digest_prompts([team], middle, until)
    assert all(since <= prompt.due_at < until for prompt in whole)
    assert abs(len(whole) - (until - since) / WEEK) <= 1
    for earlier, later in pairwise(whole):
        assert earlier.subject["until"] == later.subject["since"]


def test_the_strongest_concerns_are_those_of_most_then_of_some_in_the_forms_order() -> None:
    template = templates.load().find("staff-concerns")
    assert template
    keys = [item.key for item in template.items]
    bands: dict[str, Band | None] = dict.fromkeys(keys, Band.FEW)
    bands |= {keys[5]: Band.MOST, keys[0]: Band.SOME, keys[1]: Band.SOME, keys[9]: Band.MOST}
    bands[keys[2]] = None
    found = strongest(Released(template, Release(People.FIVE, bands, ())))
    assert [item.key for item in found] == [keys[5], keys[9], keys[0]]
