"""The one file of settings: `.env` beside the command, or the environment."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.retention import Retention


class SettingsError(Exception):
    """A setting is missing or malformed. The text is one line and never holds a value."""


class Settings(BaseSettings):
    """Every setting. .env.example says what each is for and where to find it."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    slack_bot_token: SecretStr
    slack_app_token: SecretStr
    holdspace_secret: SecretStr
    slack_api_url: str = "https://slack.com/api/"
    database_url: SecretStr = SecretStr("sqlite:///var/holdspace.db")
    round_key_dir: Path = Path("round-keys")
    survey_dir: Path | None = None
    breaks_file: Path | None = None
    forgotten_file: Path = Path("forgotten")
    keep_deliveries_days: Annotated[int, Field(ge=14, le=3650)] = Retention().deliveries.days
    keep_check_ins_days: Annotated[int, Field(ge=7, le=3650)] = Retention().check_ins.days
    keep_left_days: Annotated[int, Field(ge=0, le=3650)] = Retention().left.days
    log_level: str = "INFO"

    @property
    def retention(self) -> Retention:
        """How long what is known of people is kept."""
        return Retention(
            timedelta(days=self.keep_deliveries_days),
            timedelta(days=self.keep_check_ins_days),
            timedelta(days=self.keep_left_days),
        )

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr) -> SecretStr:
        return _starting("xoxb-", value)

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr) -> SecretStr:
        return _starting("xapp-", value)

    @field_validator("holdspace_secret")
    @classmethod
    def _long(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < MIN_SECRET:
            raise ValueError(
                f"needs at least {MIN_SECRET} characters; `holdspace secret` makes one"
            )
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _slash(cls, value: str) -> str:
        url = urlsplit(value)
        if not (url.scheme == "https" or (url.scheme, url.hostname) == ("http", HERE)):
            raise ValueError(f"needs to start with https://, or with http://{HERE} for a sandbox")
        return value.rstrip("/") + "/"

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value not in LEVELS:
            raise ValueError(f"needs to be one of {', '.join(LEVELS)}")
        return value

    @field_validator("database_url")
    @classmethod
    def _url(cls, value: SecretStr) -> SecretStr:
        try:
            backend = make_url(value.get_secret_value()).get_backend_name()
        except ArgumentError:
            backend = ""
        if backend not in {"sqlite", "postgresql"}:
            raise ValueError("needs to start with sqlite:/// or postgresql+psycopg://")
        return value


HERE = "127.0.0.1"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

MIN_SECRET = 32
"""Characters. 32 hexadecimal ones are 128 bits."""


def _starting(prefix: str, value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(prefix):
        raise ValueError(f"needs to start with {prefix}")
    return value


def load() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: names each setting that is missing or malformed, without its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    found = []
    for fault in error.errors(include_input=False, include_url=False):
        name = str(fault["loc"][0]).upper()
        why = fault["msg"].removeprefix("Value error, ")
        found.append(f"{name} {'is missing' if fault['type'] == 'missing' else why}")
    return "; ".join(found) + ". See .env.example."
