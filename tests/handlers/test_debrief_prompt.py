"""The prompt before a shift ends: who sees it, where, and what its buttons do."""

from sqlalchemy import Connection

from bot.store import messages
from tests.support.hill import HILL, HILLSIDE, hill_shift
from tests.support.practice import Json, OpenStage, Stage, actions_of

TEAM = "C0TEAM"


async def _in_team(stage: Stage, reader: str = "U0NIKO") -> list[Json]:
    return await stage.person(reader).messages(TEAM)


async def _debriefs_in_dm(stage: Stage, reader: str) -> list[Json]:
    return [m for m in await stage.person(reader).inbox() if "debrief.open" in actions_of(m)]


async def test_those_who_leave_together_get_one_prompt_in_the_channel_ten_minutes_before(
    harbour: Stage,
) -> None:
    await harbour.at("2026-11-23T16:49:59-05:00")
    assert await _in_team(harbour) == []
    await harbour.at("2026-11-23T16:50:00-05:00")
    (prompt,) = await _in_team(harbour)
    assert all(f"<@{person}>" in prompt["text"] for person in ("U0ANA", "U0MARCUS", "U0HELEN"))
    assert "17:00." in prompt["text"]
    assert "time)" not in prompt["text"]
    for person in ("U0ANA", "U0MARCUS", "U0HELEN"):
        assert await _debriefs_in_dm(harbour, person) == []


async def test_a_shift_in_another_zone_is_told_in_its_own_time_with_the_place(
    harbour: Stage,
) -> None:
    await harbour.at("2026-11-23T17:50:00-05:00")
    (_, prompt) = await _in_team(harbour)
    assert "<@U0DEV>" in prompt["text"]
    assert "<@U0WREN>" in prompt["text"]
    assert "17:00 (Winnipeg time)" in prompt["text"]


async def test_who_leaves_alone_after_a_night_gets_a_direct_message_in_the_morning(
    harbour: Stage,
) -> None:
    await harbour.at("2026-11-24T05:50:00-05:00")
    (prompt,) = await _debriefs_in_dm(harbour, "U0TOBIAS")
    assert "06:00" in prompt["text"]
    assert actions_of(prompt) == ["debrief.open", "debrief.not_today"]
    assert not [message for message in await _in_team(harbour) if "TOBIAS" in message["text"]]


async def test_two_who_leave_after_the_same_night_are_asked_in_the_channel(
    harbour: Stage,
) -> None:
    await harbour.at("2026-11-28T05:49:00-05:00")
    before = len(await _in_team(harbour))
    await harbour.at("2026-11-28T05:50:00-05:00")
    *_, prompt = await _in_team(harbour)
    assert len(await _in_team(harbour)) == before + 1
    assert "<@U0JOANNE>" in prompt["text"]
    assert "<@U0TOBIAS>" in prompt["text"]


async def test_shifts_that_end_together_share_one_prompt(open_stage: OpenStage) -> None:

    text = HILL + hill_shift("09:00", "17:00", "U0ADA") + hill_shift("12:00", "17:00", "U0BEN")
    stage = await open_stage(text, "2026-11-24T12:00:00+00:00")
    await stage.at("2026-11-24T16:50:00+00:00")
    (prompt,) = await stage.person("U0CLEO").messages("C0HILL")
    assert "<@U0ADA> and <@U0BEN>" in prompt["text"]


async def test_we_have_debriefed_changes_the_prompt_for_everybody_and_counts_once(
    harbour: Stage,
) -> None:
    await harbour.at("2026-11-23T16:50:00-05:00")
    (prompt,) = await _in_team(harbour)
    await harbour.person("U0ANA").click(TEAM, prompt, "debrief.held")
    for reader in ("U0MARCUS", "U0NIKO"):
        (seen,) = await _in_team(harbour, reader)
        assert seen["ts"] == prompt["ts"]
        assert "You took the time to debrief" in seen["text"]
        assert actions_of(seen) == []
        assert seen["text"].count("U0ANA") == prompt["text"].count("U0ANA")
    assert harbour.db.now(_held, harbour) == [True]


def _held(tx: Connection, stage: Stage) -> list[bool]:
    now = stage.clock.now()
    return messages.debriefs(tx, stage.practice.team, now.replace(hour=0), now.replace(hour=23))


async def test_not_today_in_the_channel_is_seen_by_the_presser_alone(harbour: Stage) -> None:
    await harbour.at("2026-11-23T16:50:00-05:00")
    (prompt,) = await _in_team(harbour)
    await harbour.person("U0ANA").click(TEAM, prompt, "debrief.not_today")
    unchanged, answer = await _in_team(harbour, "U0ANA")
    assert answer["ephemeral"]
    assert answer["text"].startswith("That is fine.")
    assert unchanged == prompt
    assert await _in_team(harbour, "U0MARCUS") == [prompt]
    assert harbour.db.now(_held, harbour) == [False]


async def test_not_today_in_a_direct_message_takes_the_place_of_the_prompt(
    harbour: Stage,
) -> None:
    await harbour.at("2026-11-24T05:50:00-05:00")
    tobias = harbour.person("U0TOBIAS")
    (prompt,) = await _debriefs_in_dm(harbour, "U0TOBIAS")
    before = len(await tobias.inbox())
    await tobias.click(await tobias.dm(), prompt, "debrief.not_today")
    after = await tobias.inbox()
    assert len(after) == before
    (answered,) = [message for message in after if message["ts"] == prompt["ts"]]
    assert answered["text"].startswith("That is fine.")
    assert actions_of(answered) == []


async def test_who_was_asked_in_the_channel_is_not_asked_again_when_a_colleague_goes_off(
    hill: Stage,
) -> None:
    ben, cleo = hill.person("U0BEN"), hill.person("U0CLEO")
    await hill.at("2026-11-24T19:51:00+00:00")
    await ben.press((await ben.home())["id"], "day.away")
    await ben.submit({"from": "2026-11-24", "until": "2026-11-24"})
    await hill.at("2026-11-24T19:55:00+00:00")
    assert len(await cleo.messages("C0HILL")) == 1
    assert await _debriefs_in_dm(hill, "U0CLEO") == []


async def test_a_team_that_changes_its_minutes_after_the_prompt_is_not_asked_twice(
    hill: Stage,
) -> None:
    await hill.at("2026-11-24T19:51:00+00:00")
    assert len(await hill.person("U0BEN").messages("C0HILL")) == 1
    await hill.apply(HILLSIDE.replace("minutes_before_end = 10", "minutes_before_end = 5"))
    await hill.at("2026-11-24T20:00:00+00:00")
    assert len(await hill.person("U0BEN").messages("C0HILL")) == 1
