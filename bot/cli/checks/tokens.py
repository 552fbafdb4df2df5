"""Whether Slack takes the two tokens, and what the bot token may do."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.checks.finding import Finding
from bot.team_file.slack_trouble import FAILURES, code, phrase

MANIFEST = Path(__file__).parents[3] / "app_manifest.yml"
REINSTALL = (
    'add it in the app\'s settings under "OAuth & Permissions", then "Reinstall to Workspace"'
)
APP_TOKEN = {
    "missing_scope": "has no scope connections:write; generate one that has it, see .env.example",
    "not_allowed_token_type": "is no app-level token; see .env.example for where to find that",
    "forbidden_for_socket_mode_disabled": "Socket Mode is off; take over app_manifest.yml",
}


async def bot_token(client: AsyncWebClient, manifest: Path) -> list[Finding]:
    """First whether Slack takes it at all, then each scope of the manifest that it lacks."""
    try:
        found = await client.auth_test()
    except FAILURES as error:
        return [Finding("bot token", phrase(error))]
    granted = str(found.headers.get("x-oauth-scopes", "")).replace(" ", "").split(",")
    whose = Finding(f"bot token, for the workspace {found['team']}")
    return [whose, *_scopes({*granted}, manifest)]


async def app_token(client: AsyncWebClient, token: str) -> Finding:
    """Whether a Socket Mode connection may be opened with it."""
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return Finding("app token", APP_TOKEN.get(code(error)) or phrase(error))
    except FAILURES as error:
        return Finding("app token", phrase(error))
    return Finding("app token")


def _scopes(granted: set[str], manifest: Path) -> Iterator[Finding]:
    try:
        wanted = yaml.safe_load(manifest.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        yield Finding("scopes", f"{manifest} is no app manifest; name it with --manifest")
        return
    missing = [scope for scope in wanted if scope not in granted]
    yield from (Finding(f"scope {scope}", f"is not granted; {REINSTALL}") for scope in missing)
    if not missing:
        yield Finding(f"scopes: all {len(wanted)} of the manifest")
