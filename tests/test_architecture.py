"""Rules of the house that no linter knows."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt.async_app import AsyncApp

import handlers
from tests.support.practice import Stage

ROOT = Path(__file__).parents[1]
MANIFEST = yaml.safe_load((ROOT / "app_manifest.yml").read_text(encoding="utf-8"))
OURS = [
    path
    for part in ("bot", "handlers", "schedules")
    for path in sorted((ROOT / part).rglob("*.py"))
    if path != ROOT / "bot" / "clock.py"
]


def _noting(take: Callable[..., Any], names: set[str]) -> Callable[..., Any]:
    """Takes listeners as the app does, and notes what for."""

    def noted(name: str, *more: object) -> object:
        names.add(name)
        return take(name, *more)

    return noted


async def test_everything_the_manifest_promises_is_listened_to_and_nothing_else(
    hill: Stage,
) -> None:
    app = AsyncApp(client=hill.practice.app.client)
    asked: dict[str, set[str]] = {"command": set(), "shortcut": set(), "event": set()}
    for kind, names in asked.items():
        setattr(app, kind, _noting(getattr(app, kind), names))
    handlers.register(app, hill.practice.app.services)
    features, events = MANIFEST["features"], MANIFEST["settings"]["event_subscriptions"]
    assert asked == {
        "command": {one["command"] for one in features["slash_commands"]},
        "shortcut": {one["callback_id"] for one in features["shortcuts"]},
        # An event's type; Slack adds to that of a message where it was written.
        "event": {event.removesuffix(".im") for event in events["bot_events"]},
    }


def _called(path: Path) -> set[str]:
    """The names of whatever is called on something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {func.attr for func in called if isinstance(func, ast.Attribute)}


def test_only_one_module_posts_so_that_no_first_message_goes_without_its_introduction() -> None:
    posting = [path for path in OURS if any(name.startswith("chat_") for name in _called(path))]
    assert posting == [ROOT / "bot" / "telling.py"]


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_one_module_reads_the_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {f"{ast.unparse(c.value)}.{c.attr}" for c in called if isinstance(c, ast.Attribute)}
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    assert not named & clocks
