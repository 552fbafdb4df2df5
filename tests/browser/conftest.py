"""The desk at which most of these tests sit."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page

from tests.support.browser import Desk, desk_at
from tests.support.practice import Stage


@pytest.fixture
async def desk(hill: Stage, page: Page) -> AsyncIterator[Desk]:
    """The small team's, on a Tuesday at noon."""
    async with desk_at(page, hill.practice.sandbox.url) as desk:
        yield desk
