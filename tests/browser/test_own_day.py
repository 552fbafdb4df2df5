"""Somebody says in the browser that they are quiet today, and when they are off."""

import pytest
from playwright.async_api import expect

from tests.support.browser import Desk

pytestmark = pytest.mark.browser


async def test_quiet_today_and_time_off_from_the_home_tab(desk: Desk) -> None:
    await desk.open("U0ADA", "home")
    await desk.button("Quiet today").click()
    home = desk.page.locator("#main")
    await expect(home).to_contain_text("It is quiet for you until Wednesday 25 November, 00:00.")
    await desk.button("End quiet").click()
    await expect(desk.button("Quiet today")).to_be_visible()
    await desk.button("Time off").click()
    form = desk.dialog("Time off")
    await form.get_by_label("From").fill("2026-12-24")
    await form.get_by_label("Until, this day included").fill("2026-12-23")
    await desk.button("Enter").click()
    await expect(form).to_contain_text("The last day is before the first.")
    await form.get_by_label("Until, this day included").fill("2027-01-01")
    await desk.button("Enter").click()
    await expect(form).to_contain_text("Thursday 24 December 2026 to Friday 1 January 2027")
    await desk.button("Take back").click()
    await expect(form).to_contain_text("Nothing is entered now.")
