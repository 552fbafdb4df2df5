"""A full cycle of supervision in the browser: agenda, points, another time, cover, what returns."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.handlers.test_supervision_cycle import ADA, EVE, MONDAY, NIKO, TEAM
from tests.support.browser import Desk, desk_at
from tests.support.practice import OpenStage, Stage

pytestmark = pytest.mark.browser

OWN = "the handover at night"
"""What Ada writes in her own words."""


@pytest.fixture
async def met(open_stage: OpenStage) -> Stage:
    """Ada meets Eve on Thursdays at two; it is Monday morning."""
    return await open_stage(TEAM, MONDAY)


@pytest.fixture
async def desk(met: Stage, page: Page) -> AsyncIterator[Desk]:
    async with desk_at(page, met.practice.sandbox.url) as desk:
        yield desk


async def _ada_makes_and_shares_an_agenda(desk: Desk, met: Stage) -> None:
    await met.at("2026-11-24T14:00:05+00:00")
    await desk.open(ADA, "app")
    await desk.press("What would you like to speak about?", "Make my agenda")
    form = desk.dialog("My agenda")
    await form.get_by_label("How I am doing at work").check()
    await form.get_by_label("In your own words").fill(OWN)
    await form.get_by_label("On a walk").check()
    await form.get_by_role("button", name="Keep", exact=True).click()
    kept = desk.dialog("My agenda")
    await expect(kept).to_contain_text("Kept, and yours alone.")
    await kept.get_by_role("button", name="Share it").click()
    await expect(kept).to_contain_text("Shared with whoever will be there.")
    await kept.get_by_role("button", name="Close").click()


async def test_from_the_first_question_to_what_comes_back_next_time(desk: Desk, met: Stage) -> None:
    await _ada_makes_and_shares_an_agenda(desk, met)
    await met.at("2026-11-26T13:00:05+00:00")
    await desk.open(EVE, "app")
    before = desk.message("There is an hour to read it")
    await before.get_by_role("button", name="See the agenda").click()
    form = desk.dialog("For this check-in")
    for expected in (OWN, "How I am doing at work", "On a walk"):
        await expect(form).to_contain_text(expected)
    await form.get_by_label("What you would like to speak about").fill("the new rota")
    await form.get_by_role("button", name="Add", exact=True).click()
    await expect(form).to_contain_text("Both of you can read it")
    await form.get_by_role("button", name="Close").click()

    await desk.open(ADA, "home")
    await desk.page.locator("#main").get_by_role("button", name="Supervision", exact=True).click()
    page = desk.dialog("Supervision")
    await expect(page).to_contain_text("the new rota")
    await page.get_by_role("button", name="Another time").first.click()
    move = desk.dialog("Another time")
    await move.get_by_label("Day").fill("2026-11-27")
    await move.get_by_label("Time, where you are").fill("16:00")
    await move.get_by_role("button", name="Move it").click()
    await expect(move).to_contain_text("It is on Friday 27 November, 16:00 now.")
    await move.get_by_role("button", name="Close").click()
    await expect(page).to_contain_text("Friday 27 November, 16:00")
    await page.get_by_role("button", name="Close").click()

    await met.at("2026-11-27T17:00:05+00:00")
    await desk.open(EVE, "app")
    await expect(desk.message("is now on Friday 27 November, 16:00")).to_be_visible()
    after = desk.message("How did it go?")
    await after.get_by_role("button", name="We met").click()
    await desk.button("Set down what we agreed").click()
    agreed = desk.dialog("What we agreed")
    await agreed.get_by_label("What should come back next time?").fill("look for a course")
    await agreed.get_by_role("button", name="Keep", exact=True).click()
    await expect(agreed).to_contain_text("when the next agenda is made")

    await met.at("2026-12-01T14:00:05+00:00")
    await desk.open(ADA, "app")
    await desk.press("Thursday 3 December", "Make my agenda")
    await expect(desk.dialog("My agenda").get_by_label("look for a course")).to_be_checked()


async def test_while_eve_is_off_niko_comes_and_ada_knows_it_in_advance(
    desk: Desk, met: Stage
) -> None:
    await _ada_makes_and_shares_an_agenda(desk, met)
    await desk.open(EVE, "home")
    await desk.button("Time off").click()
    off = desk.dialog("Time off")
    await off.get_by_label("From").fill("2026-11-26")
    await off.get_by_label("Until, this day included").fill("2026-11-26")
    await off.get_by_role("button", name="Enter").click()
    await expect(off).to_contain_text("Thursday 26 November 2026")
    await off.get_by_role("button", name="Close").click()
    await met.later(5)
    await desk.open(ADA, "app")
    await expect(desk.message("will be with you at your supervision")).to_contain_text(
        "26 November"
    )
    await met.at("2026-11-26T13:00:05+00:00")
    await desk.open(NIKO, "app")
    await desk.press("There is an hour to read it", "See the agenda")
    await expect(desk.dialog("For this check-in")).to_contain_text(OWN)


async def test_someone_sooner_is_two_presses_and_a_yes(desk: Desk, met: Stage) -> None:
    await desk.open(ADA, "home")
    await desk.button("I need someone sooner").click()
    form = desk.dialog("Someone sooner")
    await expect(form).to_contain_text("No reason is needed.")
    await form.get_by_role("button", name="Ask", exact=True).click()
    await expect(form).to_contain_text("It is on its way.")
    await met.later(5)
    await desk.open(EVE, "app")
    asked = desk.message("would like to speak with somebody today")
    await asked.get_by_role("button", name="Yes, I will get in touch").click()
    await met.later(5)
    await desk.open(ADA, "app")
    await expect(desk.message("will get in touch with you today")).to_be_visible()
