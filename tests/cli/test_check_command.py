from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Connection, text

from bot.store.database import Database
from tests.cli.conftest import EXAMPLES, MANIFEST, Holdspace, Home, OpenHome

TEAM = EXAMPLES / "harbour-house.toml"


async def test_all_is_well_after_setting_up_a_team(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    home.keys.mkdir(mode=0o700)
    said = await holdspace("check")
    assert said.out.splitlines() == [
        "ok     settings",
        f"ok     round keys in {home.keys}",
        "ok     database",
        "ok     surveys",
        "ok     suggestions for breaks",
        "ok     bot token, for the workspace Harbour House",
        "ok     scopes: all 10 of the manifest",
        "ok     app token",
        "ok     Harbour House peers, channel #peer-team",
        "ok     Harbour House peers, 11 people",
        "ok     Harbour House peers, survey (invites 9)",
        "ok     prompts of the last seven days",
        "ok     kept for 90 days: messages sent (KEEP_DELIVERIES_DAYS)",
        "ok     kept for 180 days: check-ins and their agendas (KEEP_CHECK_INS_DAYS)",
        "ok     kept for 30 days: people who left (KEEP_LEFT_DAYS)",
    ]
    assert (said.status, said.err) == (0, "")


async def test_before_anything_is_set_up_it_says_what_to_do_and_makes_nothing(
    home: Home, holdspace: Holdspace
) -> None:
    said = await holdspace("check")
    assert said.status == 1
    assert said.wrong == [
        (
            "wrong  database: there is none yet at DATABASE_URL; `holdspace team apply FILE` and "
            "`holdspace run` bring it up to date"
        )
    ]
    assert not home.database.exists()
    assert not home.keys.exists()


async def test_settings_that_do_not_fit_end_it_at_once(home: Home, holdspace: Holdspace) -> None:
    home.env.setenv("SLACK_APP_TOKEN", "xoxp-hush")
    said = await holdspace("check")
    assert said.status == 1
    assert said.out == (
        "wrong  settings: SLACK_APP_TOKEN needs to start with xapp-. See .env.example.\n"
    )


async def test_tokens_that_slack_does_not_know_are_named_and_not_shown(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    home.env.setenv("SLACK_BOT_TOKEN", "xoxb-hush")
    home.env.setenv("SLACK_APP_TOKEN", "xapp-hush")
    said = await holdspace("check")
    assert [line.split(":")[0] for line in said.wrong] == ["wrong  bot token", "wrong  app token"]
    assert said.status == 1
    assert "hush" not in said.out + said.err


async def test_a_slack_that_does_not_answer_is_said_so(home: Home, holdspace: Holdspace) -> None:
    await home.sandbox.stop()
    said = await holdspace("check")
    assert "wrong  bot token: Slack cannot be reached; check SLACK_API_URL and the connection" in (
        said.wrong
    )


async def test_each_missing_scope_is_named(open_home: OpenHome, holdspace: Holdspace) -> None:
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("channels:read")
    manifest["oauth_config"]["scopes"]["bot"].remove("groups:read")
    await open_home(manifest)
    said = await holdspace("check")
    scopes = [line for line in said.wrong if "scope" in line]
    assert [line.split(":", 1)[0] + ":" + line.split(":")[1] for line in scopes] == [
        "wrong  scope channels:read",
        "wrong  scope groups:read",
    ]
    assert all('then "Reinstall to Workspace"' in line for line in scopes)


async def test_socket_mode_that_is_off_is_named(open_home: OpenHome, holdspace: Holdspace) -> None:
    await open_home(
        {
            "display_information": {"name": "Bare"},
            "features": {"bot_user": {"display_name": "Bare"}},
            "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        }
    )
    said = await holdspace("check")
    assert "wrong  app token: Socket Mode is off; take over app_manifest.yml" in said.wrong


@pytest.mark.usefixtures("home")
async def test_a_manifest_that_is_none_is_said_so(holdspace: Holdspace, tmp_path: Path) -> None:
    said = await holdspace("check", "--manifest", tmp_path / "none.yml")
    assert any("none.yml is no app manifest; name it with --manifest" in x for x in said.wrong)


async def test_round_keys_that_others_may_see_are_named(home: Home, holdspace: Holdspace) -> None:
    home.keys.mkdir()
    home.keys.chmod(0o750)
    said = await holdspace("check")
    assert (
        f"wrong  round keys in {home.keys}: other users may look into it; "
        f"run: chmod 700 {home.keys}"
    ) in said.wrong
    home.env.setenv("ROUND_KEY_DIR", str(home.folder / "file"))
    (home.folder / "file").touch()
    said = await holdspace("check")
    assert any("is no directory; correct ROUND_KEY_DIR" in line for line in said.wrong)


async def test_a_database_of_another_version_is_named(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    _change(home, text("UPDATE alembic_version SET version_num = 'older'"))
    said = await holdspace("check")
    assert any(line.startswith("wrong  database: is of another version") for line in said.wrong)
    assert "peer-team" not in said.out


async def test_a_file_that_is_no_database_is_named(home: Home, holdspace: Holdspace) -> None:
    home.database.write_text("this is a diary, not a database, and it is long enough to tell")
    said = await holdspace("check")
    assert any(line.startswith("wrong  database: cannot be reached") for line in said.wrong)


async def test_a_database_driver_that_is_not_installed_is_named(
    home: Home, holdspace: Holdspace
) -> None:
    home.env.setenv("DATABASE_URL", "postgresql+pg8000://ana:hush@127.0.0.1/none")
    said = await holdspace("check")
    assert any("write postgresql+psycopg://, and add" in line for line in said.wrong)
    applied = await holdspace("team", "apply", TEAM)
    assert "write postgresql+psycopg://, and add" in applied.err
    assert "hush" not in said.out + said.err + applied.err


async def test_a_channel_without_the_app_and_people_who_left_are_named(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    _change(home, text("UPDATE team SET channel = 'C0GENERAL'"))
    _change(home, text("UPDATE member SET person = 'U0GONE' WHERE person = 'U0WREN'"))
    said = await holdspace("check")
    assert said.status == 1
    assert said.wrong == [
        (
            "wrong  Harbour House peers, channel #general: the app is not in it; "
            "/invite @Holdspace there"
        ),
        (
            "wrong  Harbour House peers, Wren Lavallée: is nobody in this workspace; "
            "correct it, or invite them to Slack first"
        ),
    ]


async def test_a_survey_that_cannot_open_is_named(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    _change(home, text("UPDATE member SET role = 'supervisor' WHERE position < 6"))
    said = await holdspace("check")
    assert said.wrong == [
        (
            "wrong  Harbour House peers, survey: cannot open: it would invite 3, and needs 5 "
            "who do not read the digest; add people, pool the team with a sibling by the same "
            "`group` in both files, or take the survey out"
        )
    ]
    _change(home, text("UPDATE survey_cadence SET template = 'gone'"))
    assert "there is no 'gone'; choose one of: " in (await holdspace("check")).wrong[0]


async def test_nothing_is_posted_and_no_secret_is_printed(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    said = await holdspace("check")
    methods = {call.method for call in home.sandbox.slack.record.since(0)}
    assert not [method for method in methods if method.startswith("chat.")]
    assert home.sandbox.bot_token not in said.out + said.err
    assert home.sandbox.app_token not in said.out + said.err


def _change(home: Home, statement: Any) -> None:  # noqa: ANN401 - any SQL
    def work(tx: Connection) -> None:
        tx.execute(statement)

    db = Database(f"sqlite:///{home.database}")
    db.now(work)
    db.close()
