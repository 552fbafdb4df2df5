"""Chromium for the tests that look at the page: ``chromium``, ``page``, and a person's ``Desk``."""

import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    async_playwright,
    expect,
)

ARGUMENTS = [
    "--headless",
    "--hide-scrollbars",  # as on a telephone; they would take room from what is drawn
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LISTENS = re.compile(r"ws://\S+")
"""Chromium says at its start where it can be reached."""

PATIENCE_MS = 8_000
expect.set_options(timeout=PATIENCE_MS)


def chromium_path() -> str:
    """Where Chromium is; skips the test, or fails it when a browser is required, if nowhere."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    reason = "no Chromium here: install one, or name it in CHROMIUM"
    if os.environ.get("HOLDSPACE_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One headless Chromium for all tests of this process, which talks to nobody by itself."""
    profile = tmp_path_factory.mktemp("chromium")
    debugging = ["--remote-debugging-port=0", f"--user-data-dir={profile}"]
    start = [chromium_path(), *debugging, *ARGUMENTS]
    with subprocess.Popen(start, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        url = next(found[0] for line in process.stderr if (found := LISTENS.search(line)))
        rest = Thread(target=process.stderr.read)  # or a full pipe would hold Chromium up
        rest.start()
        yield url
        process.terminate()
        rest.join()


@pytest.fixture
async def chromium(chromium_url: str) -> AsyncIterator[Browser]:
    """The same for one test, which has nothing of what another did in it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium_url)
        yield browser
        await browser.close()


@pytest.fixture
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A fresh page; the test fails if its scripts fail or if it asks another host for anything."""
    troubles: list[str] = []
    context = await chromium.new_context(
        viewport={"width": 1280, "height": 860}, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    opened = await context.new_page()
    watch(opened, troubles)
    yield opened
    await context.close()
    assert troubles == []


def watch(page: Page, troubles: list[str]) -> None:
    """Collect what must not happen on a page: script errors and requests to other hosts."""

    def on_console(message: ConsoleMessage) -> None:
        # The browser logs refusals too, which the page shows as a sentence: those are no fault.
        refused = urlsplit(message.location["url"]).path.startswith("/control/")
        if message.type == "error" and not refused:
            troubles.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", "localhost", None}:
            troubles.append(f"request to another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("request", on_request)


@dataclass(frozen=True)
class Desk:
    """One person in front of the sandbox's page at `url`."""

    page: Page
    url: str

    async def open(self, user: str, place: str) -> None:
        """Act as `user` at a channel id, `app` or `home`."""
        await self.page.goto(f"{self.url}/#/{user}/{place}")
        await expect(self.page.get_by_role("heading", level=1)).not_to_be_empty()

    async def write(self, text: str) -> None:
        """Type into the conversation's box, and press Enter."""
        box = self.page.locator("#main").get_by_role("textbox")
        await box.press_sequentially(text)
        await box.press("Enter")

    def message(self, text: str) -> Locator:
        """The message that holds this text, in the conversation (not in the thread beside it)."""
        return self.page.locator("#main article").filter(has_text=text)

    async def press(self, text: str, name: str) -> None:
        """Press a button of the message that holds this text."""
        await self.message(text).get_by_role("button", name=name).click()

    def button(self, name: str) -> Locator:
        """A button by its exact name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def dialog(self, title: str) -> Locator:
        """An open dialog by its title."""
        return self.page.get_by_role("dialog", name=title)

    async def act_as(self, name: str) -> None:
        """Choose another person in the header."""
        await self.page.get_by_label("Act as").select_option(label=name)


@asynccontextmanager
async def desk_at(page: Page, url: str) -> AsyncIterator[Desk]:
    """A desk whose page lets go of the sandbox before that stops."""
    yield Desk(page, url)
    await page.goto("about:blank")
