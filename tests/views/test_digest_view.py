import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import catalogue, templates
from bot.domain.digest import Released, TeamWeek
from bot.domain.release import Band, People, Release
from bot.domain.survey import RoundState
from bot.views.digest import digest
from bot.views.parts import Message
from sandbox.rules.messages import check_message

WORDS = catalogue.load().of("en")
TEMPLATE = templates.load().find("staff-concerns")
assert TEMPLATE
KEYS = [item.key for item in TEMPLATE.items]

bands = st.fixed_dictionaries({key: st.sampled_from([*Band, None]) for key in KEYS})
comments = st.lists(st.text(min_size=1, max_size=1000).filter(str.strip), max_size=12).map(tuple)
releases = st.builds(
    Released, st.just(TEMPLATE), st.builds(Release, st.sampled_from(People), bands, comments)
)
weeks = st.builds(
    TeamWeek,
    team=st.text(min_size=1, max_size=60).filter(str.strip),
    offered=st.integers(0, 30),
    held=st.integers(0, 30),
    releases=st.lists(releases, max_size=2).map(tuple),
    ended=st.lists(st.sampled_from([RoundState.UNREAD, RoundState.VOID]), max_size=2).map(tuple),
    too_small=st.booleans(),
    kept_open=st.booleans(),
)


def _released(band: Band | None, comments: tuple[str, ...] = ()) -> Released:
    assert TEMPLATE
    return Released(TEMPLATE, Release(People.FIVE, dict.fromkeys(KEYS, band), comments))


def _problems(message: Message) -> list[object]:
    return list(check_message(message.text, list(message.blocks), None))


def _shown(message: Message) -> str:
    return "".join(block["text"]["text"] for block in message.blocks)


def _bare(text: str) -> str:
    for mark in ("*", "&amp;", "&lt;", "&gt;", "&", "<", ">"):
        text = text.replace(mark, "")
    return "".join(text.split())


@settings(deadline=None)
@given(st.lists(weeks, max_size=3))
def test_a_digest_keeps_to_slacks_limits_and_its_text_says_what_its_blocks_say(
    found: list[TeamWeek],
) -> None:
    message = digest(WORDS, found)
    assert _problems(message) == []
    if len(message.text) < 40_000:
        assert _bare(_shown(message)) == _bare(message.text)


def test_a_very_long_digest_is_still_one_that_slack_takes() -> None:
    long = TeamWeek("River", releases=(_released(Band.MOST, ("&" * 1000,) * 40),))
    message = digest(WORDS, [long] * 12)
    assert _problems(message) == []
    assert len(message.blocks) <= 50
    assert len(message.text) <= 40_000


def test_an_ordinary_digest_stays_under_four_thousand_characters() -> None:
    spoken = tuple(f"A comment of an ordinary length, number {n}." for n in range(8))
    week = TeamWeek("River", 12, 9, (_released(Band.MOST, spoken),))
    assert len(digest(WORDS, [week]).text) < 4000


@pytest.mark.parametrize("level", [Band.MOST, Band.SOME])
def test_at_most_three_concerns_are_gone_into(level: Band) -> None:
    text = digest(WORDS, [TeamWeek("River", releases=(_released(level),))]).text
    assert text.count("What helps:") == 3
    assert text.count("To start a conversation:") == 3


@pytest.mark.parametrize("level", [Band.FEW, None])
def test_without_a_shared_concern_none_is_gone_into(level: Band | None) -> None:
    text = digest(WORDS, [TeamWeek("River", releases=(_released(level),))]).text
    assert "What helps:" not in text
    assert "No concern is shared by more than a few" in text


def test_comments_are_quoted_escaped_and_may_notify_nobody() -> None:
    released = _released(Band.SOME, ("hi <!channel>\nand <@U1>", "x", "y"))
    text = digest(WORDS, [TeamWeek("River", releases=(released,))]).text
    assert ">hi &lt;!channel&gt;\n>and &lt;@U1&gt;" in text


def test_a_digest_without_comments_does_not_tell_whether_any_were_written() -> None:
    text = digest(WORDS, [TeamWeek("River", releases=(_released(Band.SOME),))]).text
    assert "this time none are shown" in text


def test_a_quiet_week_of_all_teams_is_one_kind_sentence() -> None:
    message = digest(WORDS, [TeamWeek("River"), TeamWeek("Shore")])
    assert "River" not in message.text
    assert len(message.blocks) == 2
    assert _problems(message) == []


def test_a_quiet_team_beside_a_busy_one_is_named_as_quiet() -> None:
    text = digest(WORDS, [TeamWeek("River", offered=3, held=2), TeamWeek("Shore")]).text
    assert "*Shore*\n\nA quiet week here" in text
