import re
from pathlib import Path

import pytest

from bot import settings
from bot.settings import Settings

TEXT = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
LINES = TEXT.splitlines()
NAMES = [line.partition("=")[0] for line in LINES if re.match(r"[A-Z_]+=", line)]


def test_the_example_names_exactly_the_settings_there_are() -> None:
    assert sorted(NAMES) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_holds_no_value() -> None:
    assert all(line.endswith("=") for line in LINES if line and not line.startswith("#"))


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_is_explained_right_above_it(name: str) -> None:
    above = TEXT.partition(f"\n{name}=")[0].rpartition("\n\n")[2]
    assert above.startswith("#")
    field = Settings.model_fields[name.lower()]
    if field.is_required():
        assert above.startswith("# Needed.")
    else:
        default = getattr(field.default, "get_secret_value", lambda: field.default)()
        shown = "none" if default is None else default
        assert f"Default: {shown}" in re.sub(r"\s+#?\s*", " ", above)


def test_copying_the_example_and_filling_in_what_is_needed_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = TEXT.replace("BOT_TOKEN=", "BOT_TOKEN=xoxb-1").replace(
        "APP_TOKEN=", "APP_TOKEN=xapp-1"
    )
    (tmp_path / ".env").write_text(filled.replace("SECRET=", "SECRET=" + "ab" * 32), "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    found = settings.load()
    assert found.slack_api_url == "https://slack.com/api/"
    assert found.slack_bot_token.get_secret_value() == "xoxb-1"
