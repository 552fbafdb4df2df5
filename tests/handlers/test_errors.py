"""Whoever acted when something failed is told, by whatever way they acted."""

import re

import pytest

from bot.content import catalogue
from bot.views import trouble
from sandbox.rules.views import check_view
from tests.support.practice import Stage

NUMBER = re.compile(r"this number: ([0-9a-f]{8})\.$", re.MULTILINE)
WORDS = catalogue.load().of("en")


def _logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    told = [r.getMessage() for r in caplog.records if r.name == "handlers.errors"]
    return [line.rsplit(" ", maxsplit=1)[-1] for line in told]


@pytest.mark.parametrize("way", ["command", "shortcut", "button", "event"])
async def test_they_are_told_in_a_message_with_the_number_that_the_log_has(
    hill: Stage, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    ada = hill.person("U0ADA")
    home = await ada.home()
    await hill.fault("status", "views.publish" if way == "event" else "views.open")
    if way == "command":
        await ada.command("C0HILL", "/holdspace privacy")
    elif way == "shortcut":
        await ada.shortcut("debrief.shortcut")
    elif way == "button":
        await ada.press(home["id"], "privacy.open")
    else:
        await ada.home()
    (told,) = await ada.inbox()
    found = NUMBER.search(told["text"])
    assert found
    assert _logged(caplog) == [found[1]]


async def test_in_front_of_the_surveys_form_they_read_it_there_and_no_message_is_left(
    harbour: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await harbour.at("2026-11-23T10:05:00-05:00")
    ana = harbour.person("U0ANA")
    home = await ana.home()
    await ana.press(home["id"], "survey.open")
    before = await ana.inbox()
    rename = "ALTER TABLE survey_slot RENAME TO {}"
    harbour.db.now(lambda tx: tx.exec_driver_sql(rename.format("elsewhere")))
    answer = await ana.submit({"item.confidentiality": "2", "comment": "as it was"})
    ((_, told),) = answer["errors"].items()
    found = NUMBER.search(told)
    assert found
    assert _logged(caplog) == [found[1]]
    assert await ana.inbox() == before
    assert "as it was" in str((await ana.modal())["state"])


def test_a_form_that_asks_nothing_is_replaced_by_the_line() -> None:
    answer = trouble.in_form(
        WORDS, {"blocks": [{"type": "section"}]}, trouble.failed(WORDS, "0a1b2c3d")
    )
    assert answer["response_action"] == "update"
    assert list(check_view(answer["view"], kind="modal")) == []
    assert "0a1b2c3d" in str(answer["view"])
