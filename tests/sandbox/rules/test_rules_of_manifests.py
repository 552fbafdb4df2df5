import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sandbox.rules import ManifestError, load_manifest

FULL: dict[str, Any] = {
    "display_information": {
        "name": "Harbour",
        "description": "Holds the harbour",
        "long_description": "l" * 175,
        "background_color": "#2f4f4f",
    },
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "harbour", "always_online": True},
        "shortcuts": [
            {"name": "Note", "type": "message", "callback_id": "note", "description": "Keep it"}
        ],
        "slash_commands": [
            {
                "command": "/tide",
                "description": "When",
                "usage_hint": "[day]",
                "should_escape": True,
            }
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}


def changed(path: str, value: object) -> dict[str, Any]:
    """Return FULL with one value replaced, or taken away where `value` is None."""
    raw: Any = deepcopy(FULL)
    *parents, last = [int(key) if key.isdigit() else key for key in path.split("/")]
    inner = raw
    for key in parents:
        inner = inner[key]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return dict(raw)


def test_a_manifest_says_what_the_app_is_and_asks_for() -> None:
    manifest = load_manifest(FULL)
    assert (manifest.name, manifest.bot_name) == ("Harbour", "harbour")
    assert manifest.bot_scopes == {"chat:write", "commands", "im:history"}
    assert [command.command for command in manifest.commands] == ["/tide"]
    assert manifest.commands[0].usage_hint == "[day]"
    assert manifest.shortcuts[0].callback_id == "note"
    assert manifest.bot_events == {"app_home_opened", "message.im"}
    assert manifest.socket_mode
    assert manifest.interactivity
    assert manifest.home_tab
    assert manifest.messages_tab
    assert not manifest.messages_tab_read_only


def test_the_same_manifest_is_read_from_yaml_and_from_json(tmp_path: Path) -> None:
    as_yaml, as_json = tmp_path / "app.yml", tmp_path / "app.json"
    as_yaml.write_text(yaml.safe_dump(FULL), encoding="utf-8")
    as_json.write_text(json.dumps(FULL), encoding="utf-8")
    assert load_manifest(as_yaml) == load_manifest(FULL)
    assert load_manifest(str(as_json)) == load_manifest(FULL)


def test_a_name_is_all_that_a_manifest_needs() -> None:
    manifest = load_manifest({"display_information": {"name": "Harbour"}})
    assert manifest.bot_name == "Harbour"
    assert not manifest.commands
    assert not manifest.home_tab


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("colour", "[json-pointer:]"),
        ("features/app_house", "[json-pointer:/features]"),
        ("features/slash_commands/0/help", "[json-pointer:/features/slash_commands/0]"),
        ("oauth_config/scopes/robot", "[json-pointer:/oauth_config/scopes]"),
        ("settings/socket_mode", "[json-pointer:/settings]"),
    ],
)
def test_an_unknown_key_is_refused_with_its_path(path: str, where: str) -> None:
    with pytest.raises(ManifestError) as refused:
        load_manifest(changed(path, "x"))
    assert f"invalid additional property: {path.rsplit('/', maxsplit=1)[-1]} {where}" in str(
        refused.value
    )


@pytest.mark.parametrize(
    ("path", "most", "least"),
    [
        ("display_information/name", 35, 1),
        ("display_information/description", 140, 1),
        ("display_information/long_description", 4000, 175),
        ("features/bot_user/display_name", 80, 1),
        ("features/shortcuts/0/name", 24, 1),
        ("features/shortcuts/0/description", 150, 1),
        ("features/shortcuts/0/callback_id", 255, 1),
        ("features/slash_commands/0/description", 2000, 1),
        ("features/slash_commands/0/usage_hint", 1000, 1),
    ],
)
def test_a_text_passes_at_its_limit_and_fails_beyond(path: str, most: int, least: int) -> None:
    load_manifest(changed(path, "t" * most))
    load_manifest(changed(path, "t" * least))
    for length in (most + 1, least - 1):
        with pytest.raises(ManifestError, match=f"json-pointer:/{path}]"):
            load_manifest(changed(path, "t" * length))


@given(st.integers(1, 70))
def test_up_to_fifty_commands_fit(count: int) -> None:
    commands = [{"command": f"/c{index}", "description": "d"} for index in range(count)]
    raw = changed("features/slash_commands", commands)
    if count > 50:
        with pytest.raises(ManifestError, match="no more than 50 items allowed"):
            load_manifest(raw)
    else:
        assert len(load_manifest(raw).commands) == count


@pytest.mark.parametrize("word", ["tide", "/", "/" + "t" * 32, "/two words"])
def test_a_command_starts_with_a_slash_and_is_one_short_word(word: str) -> None:
    with pytest.raises(ManifestError, match="/features/slash_commands/0/command"):
        load_manifest(changed("features/slash_commands/0/command", word))


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("display_information", None, "missing required field: display_information"),
        ("features/slash_commands/0/description", None, "missing required field: description"),
        ("features/shortcuts/0/type", "everywhere", "must be a valid enum value"),
        ("features/app_home/home_tab_enabled", "yes", "must provide a boolean"),
        ("settings/interactivity", {}, "missing required field: is_enabled"),
        ("settings/event_subscriptions/bot_events/0", "app_home_open", "is not an event"),
        ("settings/event_subscriptions/bot_events/0", "team_join", "requires the scope users:read"),
        ("oauth_config/scopes/bot/1", "im:write", "require the scope commands"),
        ("features/bot_user", None, "bot scopes require a bot user"),
        ("features/shortcuts", [], "must provide at least 1 items"),
    ],
)
def test_what_slack_would_not_take_is_refused(path: str, value: object, words: str) -> None:
    with pytest.raises(ManifestError, match=words):
        load_manifest(changed(path, value))


def test_one_refusal_names_every_problem_at_once() -> None:
    raw = changed("display_information/name", "n" * 36)
    raw["settings"]["surprise"] = 1
    with pytest.raises(ManifestError) as refused:
        load_manifest(raw)
    assert "/display_information/name" in str(refused.value)
    assert "surprise" in str(refused.value)


def test_without_socket_mode_each_way_in_needs_an_address() -> None:
    raw = changed("settings/socket_mode_enabled", value=False)
    with pytest.raises(ManifestError) as refused:
        load_manifest(raw)
    assert "Event Subscription requires either Request URL or Socket Mode" in str(refused.value)
    assert "Interactivity requires a Request URL" in str(refused.value)
    assert "/tide requires a url" in str(refused.value)
    address = "https://harbour.example/slack"
    raw["settings"]["event_subscriptions"]["request_url"] = address
    raw["settings"]["interactivity"]["request_url"] = address
    raw["features"]["slash_commands"][0]["url"] = address
    assert not load_manifest(raw).socket_mode


def test_a_command_that_is_there_twice_is_refused() -> None:
    command = {"command": "/tide", "description": "d"}
    with pytest.raises(ManifestError, match="/tide is there twice"):
        load_manifest(changed("features/slash_commands", [command, command]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a\n- b\n", "must hold keys and values"),
        ("name: [", "neither YAML nor JSON"),
        ("", "must hold keys and values"),
    ],
)
def test_a_file_that_is_no_manifest_is_named_in_the_refusal(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "app_manifest.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=words) as refused:
        load_manifest(path)
    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_is_named_in_the_refusal(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"nothing\.yml cannot be read"):
        load_manifest(tmp_path / "nothing.yml")
