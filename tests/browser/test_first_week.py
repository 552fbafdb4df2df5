"""A first week in the browser, as somebody has it who tries Holdspace out."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import Desk, desk_at
from tests.support.practice import Stage

pytestmark = pytest.mark.browser

RESPONDENTS = ("U0ANA", "U0MARCUS", "U0PRIYA", "U0JOANNE", "U0WREN", "U0HELEN")
WORRIED, CALM = "A big worry", "Not a worry for me"


@pytest.fixture
async def desk(harbour: Stage, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, harbour.practice.sandbox.url) as desk:
        yield desk


async def _on_to(desk: Desk, hour: str) -> None:
    """Press "Next prompt" until the clock shows this hour."""
    clock = desk.page.get_by_role("group", name="Workspace clock")
    for _ in range(12):
        if hour in await clock.inner_text():
            return
        await desk.button("Next prompt").click()
        await expect(clock).to_have_attribute("aria-busy", "false")
    await expect(clock).to_contain_text(hour)


async def test_from_the_first_debrief_to_the_digest(desk: Desk, harbour: Stage) -> None:
    await desk.open("U0ANA", "C0TEAM")
    await _on_to(desk, "16:50")
    await harbour.later(120)
    await _debrief(desk)
    for number, person in enumerate(RESPONDENTS):
        await desk.open(person, "app")
        await _answer(desk, "What we said in the morning." if number == 0 else "")
    await harbour.at("2026-11-30T08:00:00-05:00")
    await desk.open("U0RUTH", "app")
    await _on_to(desk, "09:00")
    await _read(desk)


async def _debrief(desk: Desk) -> None:
    prompt = desk.message("your shift ends at 17:00")
    await prompt.get_by_role("button", name="Write my debrief").click()
    form = desk.dialog("Debrief")
    await form.get_by_label("What went well?").fill("We laughed at the same form.")
    await form.get_by_label("Share it in my team's channel").check()
    await desk.button("Done").click()
    await expect(form).to_contain_text("For the way home:")
    await form.get_by_role("button", name="Close", exact=True).click()
    await expect(prompt).to_contain_text("1 reply")


async def _answer(desk: Desk, comment: str) -> None:
    await desk.message("short survey is open").get_by_role("button").first.click()
    form = desk.dialog("Staff concerns")
    items = form.get_by_role("radiogroup")
    await expect(items).to_have_count(14)
    for number in range(14):
        await items.nth(number).get_by_label(WORRIED if number == 1 else CALM).check()
    await form.get_by_label("Is there anything else").fill(comment)
    await form.get_by_role("button", name="Send", exact=True).click()
    await expect(desk.dialog("Thank you")).to_contain_text("Your answer is sealed.")


async def _read(desk: Desk) -> None:
    digest = desk.message("Survey results").last
    await expect(digest).to_contain_text("Between 5 and 9 people took part.")
    await expect(digest).to_contain_text(
        "A concern for most or all: Keeping private things private"
    )
    await expect(digest).to_contain_text("To start a conversation:")
    await expect(digest).not_to_contain_text("What we said in the morning.")
    await expect(digest).to_contain_text("Debriefs offered in the channel:")
