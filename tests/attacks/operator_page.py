"""What an operator is shown by the command line beside the running app."""

import asyncio

import pytest

from bot.__main__ import main
from tests.attacks.wire import everything
from tests.support.practice import Stage


def act_as_operator(stage: Stage, env: pytest.MonkeyPatch) -> None:
    """The same settings as the running app's, for the command line."""
    app, sandbox = stage.practice.app, stage.practice.sandbox
    its = app._settings  # noqa: SLF001 - what an operator has in .env
    env.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
    env.setenv("SLACK_APP_TOKEN", sandbox.app_token)
    env.setenv("SLACK_API_URL", sandbox.api_url)
    env.setenv("HOLDSPACE_SECRET", its.holdspace_secret.get_secret_value())
    env.setenv("DATABASE_URL", its.database_url.get_secret_value())
    env.setenv("ROUND_KEY_DIR", str(its.round_key_dir))


async def told_by(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """What a command says; one that fails, or complains, has not been looked at."""
    capsys.readouterr()
    status = await asyncio.to_thread(main, list(command))
    everything()
    told = capsys.readouterr()
    assert (status, told.err) == (0, ""), told
    return told.out
