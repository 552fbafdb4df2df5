"""Settings: each mistake is named in one line, and never with the value."""

import os
from pathlib import Path

import pytest

from bot import settings
from bot.__main__ import main
from bot.settings import Settings, SettingsError

CANARY = "quokkamarmalade"
GOOD = {
    "SLACK_BOT_TOKEN": f"xoxb-{CANARY}",
    "SLACK_APP_TOKEN": f"xapp-{CANARY}",
    "HOLDSPACE_SECRET": "ab" * 32,
}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without .env, and an environment without settings but the good ones."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def _refused() -> str:
    with pytest.raises(SettingsError) as refusal:
        settings.load()
    return str(refusal.value)


def test_three_settings_are_enough() -> None:
    found = settings.load()
    assert found.slack_bot_token.get_secret_value() == GOOD["SLACK_BOT_TOKEN"]
    assert found.slack_api_url == "https://slack.com/api/"
    assert found.database_url.get_secret_value() == "sqlite:///var/holdspace.db"
    assert found.log_level == "INFO"


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_setting_is_named(
    name: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    assert _refused() == f"{name} is missing. See .env.example."


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SLACK_BOT_TOKEN", f"xoxp-{CANARY}", "needs to start with xoxb-"),
        ("SLACK_APP_TOKEN", f"xoxb-{CANARY}", "needs to start with xapp-"),
        ("HOLDSPACE_SECRET", CANARY, "needs at least 32 characters; `holdspace secret` makes one"),
        ("SLACK_API_URL", f"http://{CANARY}.example/api", "needs to start with https://, or "),
        ("DATABASE_URL", CANARY, "needs to start with sqlite:/// or postgresql+psycopg://"),
        ("DATABASE_URL", f"mysql://{CANARY}@host/x", "needs to start with sqlite:/// or "),
        ("LOG_LEVEL", CANARY, "needs to be one of DEBUG, INFO"),
    ],
)
def test_a_malformed_setting_is_named_with_what_it_needs_and_without_its_value(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    line = _refused()
    assert line.startswith(f"{name} ")
    assert told in line
    assert line.endswith(" See .env.example.")
    assert CANARY not in line
    assert "\n" not in line


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    monkeypatch.setenv("HOLDSPACE_SECRET", CANARY)
    line = _refused()
    assert line.startswith("SLACK_BOT_TOKEN is missing; HOLDSPACE_SECRET needs at least 32")
    assert CANARY not in line


def test_the_command_says_it_in_one_line_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    assert main(["run"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "holdspace: SLACK_BOT_TOKEN is missing. See .env.example.\n"


def test_a_file_beside_the_command_is_read_and_the_environment_goes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=WARNING\nROUND_KEY_DIR=elsewhere\n", "utf-8")
    monkeypatch.setenv("ROUND_KEY_DIR", "keys")
    found = settings.load()
    assert (found.log_level, found.round_key_dir) == ("WARNING", Path("keys"))


def test_an_address_gets_the_slash_that_slack_sdk_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:8420/api")
    assert settings.load().slack_api_url == "http://127.0.0.1:8420/api/"


def test_settings_can_be_printed_without_giving_anything_away() -> None:
    shown = repr(settings.load()) + str(settings.load())
    assert CANARY not in shown
    assert "abab" not in shown
    assert os.environ["SLACK_BOT_TOKEN"] not in shown
