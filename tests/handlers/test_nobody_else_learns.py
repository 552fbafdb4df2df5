"""Breaks, quiet and pauses are nobody else's: two weeks that differ in them look the same."""

import re
from collections.abc import Awaitable, Callable

import pytest

from tests.support.hill import HILLSIDE
from tests.support.practice import Json, OpenStage, Someone, Stage, actions_of

PLACE = "C0HILL"
OTHERS = ("U0ADA", "U0CLEO", "U0DINA", "U0EVE")
"""A colleague who leaves alone, one of the same shift, one at night, and the supervisor."""

WITH_BREAKS = HILLSIDE.replace("reminders = false", "reminders = true")
TUESDAY = "2026-11-24T{hour}:00+00:00"
ON_MONDAY = "2026-11-30T09:05:00+00:00"
"""After the weekly digest."""

MADE_UP = re.compile(r"'block_id': '[^']*'")
"""What Slack names where the app named nothing: it counts on."""


async def _nothing(_ben: Someone) -> None:
    """A day like any other."""


async def _is_quiet(ben: Someone) -> None:
    await ben.command(PLACE, "/holdspace quiet")


async def _takes_five(ben: Someone) -> None:
    await ben.command(PLACE, "/five")


async def _wants_none(ben: Someone) -> None:
    await ben.press((await ben.home())["id"], "day.prompts")
    assert "errors" not in await ben.submit({"topic.debrief": "off", "topic.break": "off"})


def _shown(found: Json) -> str:
    return MADE_UP.sub("", f"{found.get('text')} {found['blocks']}")


async def _seen(stage: Stage) -> dict[str, list[str]]:
    """All that the others see: the channel, their messages, and their Home."""
    seen = {PLACE: [_shown(m) for m in await stage.person("U0EVE").messages(PLACE)]}
    for person in OTHERS:
        someone = stage.person(person)
        seen[person] = [_shown(message) for message in await someone.inbox()]
        seen[person].append(_shown(await someone.home()))
    return seen


async def _a_week(stage: Stage, does: Callable[[Someone], Awaitable[None]]) -> dict[str, list[str]]:
    """Ben does it at noon; Ada leaves alone and asks him for company; Monday brings the digest."""
    await stage.at(TUESDAY.format(hour="12:30"))
    await does(stage.person("U0BEN"))
    await stage.at(TUESDAY.format(hour="16:50"))
    ada = stage.person("U0ADA")
    (prompt,) = [m for m in await ada.inbox() if "debrief.company" in actions_of(m)]
    await ada.click(await ada.dm(), prompt, "debrief.company")
    assert await ada.submit({"who": "U0BEN"}) == {"result": "updated"}
    await ada.close()
    await stage.at(ON_MONDAY)
    return await _seen(stage)


@pytest.mark.parametrize("does", [_is_quiet, _takes_five, _wants_none])
async def test_what_somebody_says_of_their_day_or_takes_of_a_break_shows_nowhere(
    open_stage: OpenStage, does: Callable[[Someone], Awaitable[None]]
) -> None:
    usual = await _a_week(await open_stage(WITH_BREAKS, TUESDAY.format(hour="12:00")), _nothing)
    other = await _a_week(await open_stage(WITH_BREAKS, TUESDAY.format(hour="12:00")), does)
    assert len(usual["U0EVE"]) == 2  # the digest, and Home
    assert len(usual["U0ADA"]) > 2
    assert other == usual
