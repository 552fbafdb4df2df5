import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sandbox.rules import load_manifest

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / "app_manifest.yml"
SCHEMAS = sorted((ROOT.parent / "shared" / "schemas").glob("manifest.schema.*.json"))
SCOPES = {
    "chat:write",
    "commands",
    "users:read",
    "users:read.email",
    "channels:read",
    "groups:read",
    "im:history",
    "im:read",
    "files:write",
    "dnd:read",
}


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))


@pytest.mark.skipif(not SCHEMAS, reason="Slack's manifest schemas are not beside this checkout")
@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_slacks_own_schema_takes_the_manifest(path: Path, manifest: dict[str, Any]) -> None:
    jsonschema.validate(manifest, json.loads(path.read_text(encoding="utf-8")))


def test_the_sandbox_takes_the_manifest_as_strictly_as_slack() -> None:
    found = load_manifest(MANIFEST)
    assert found.name == found.bot_name == "Holdspace"
    assert found.socket_mode
    assert found.interactivity
    assert found.bot_events == {"app_home_opened", "user_change", "message.im"}


def test_people_find_a_home_and_can_write_to_the_app() -> None:
    found = load_manifest(MANIFEST)
    assert found.home_tab
    assert found.messages_tab
    assert not found.messages_tab_read_only


def test_a_debrief_and_a_break_can_be_started_from_anywhere() -> None:
    found = load_manifest(MANIFEST)
    assert {(each.name, each.type, each.callback_id) for each in found.shortcuts} == {
        ("Debrief", "global", "debrief.shortcut"),
        ("Take five", "global", "five.shortcut"),
    }
    assert {"/debrief", "/five"} <= {command.command for command in found.commands}


def test_the_app_asks_for_no_scope_without_a_reason_beside_it() -> None:
    assert load_manifest(MANIFEST).bot_scopes == SCOPES
    lines = MANIFEST.read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line.strip().removeprefix("- ").split(" ")[0] in SCOPES]
    assert len(asked) == len(SCOPES)
    assert all(len(line.partition(" # ")[2]) > 20 for line in asked)


def test_no_messages_can_be_read_or_listened_to_but_those_with_the_app() -> None:
    found = load_manifest(MANIFEST)
    assert [scope for scope in found.bot_scopes if "history" in scope] == ["im:history"]
    listened = [event for event in found.bot_events if event.startswith("message")]
    assert listened == ["message.im"]


def test_the_long_description_is_as_long_as_slack_wants(manifest: dict[str, Any]) -> None:
    assert 175 <= len(manifest["display_information"]["long_description"]) <= 4000
