"""What can be checked without Slack: the database, the round keys and the surveys' files."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.cli.checks.finding import Finding
from bot.cli.connect import why
from bot.content import catalogue, templates
from bot.content.suggestions import SuggestionsError
from bot.content.templates import TemplateError, Templates
from bot.seal.keys import KeyDirectoryError, key_file, refuse_others
from bot.settings import Settings
from bot.store import rounds, schema
from bot.store.database import Database

OTHERS = stat.S_IRWXG | stat.S_IRWXO
MAKE = "`holdspace team apply FILE` and `holdspace run` bring it up to date"


def stored(settings: Settings) -> tuple[Database | None, Finding]:
    """The database if it answers and has this version's tables, and what is wrong if not.

    A SQLite file that is missing is not made.
    """
    text = settings.database_url.get_secret_value()
    url = make_url(text)
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).is_file()):
        return None, Finding("database", f"there is none yet at DATABASE_URL; {MAKE}")
    try:
        db = Database(text)
        current = db.now(_is_current)
    except (DBAPIError, ImportError) as error:
        return None, Finding("database", f"cannot be reached; correct DATABASE_URL ({why(error)})")
    wrong = "" if current else f"is of another version; {MAKE}"
    return (db if current else None), Finding("database", wrong)


def _is_current(tx: Connection) -> bool:
    newest = ScriptDirectory(str(schema.MIGRATIONS)).get_heads()
    return set(MigrationContext.configure(tx).get_current_heads()) == set(newest)


def round_keys(directory: Path) -> Finding:
    """Whether only the user who runs this may look into the directory of round keys."""
    what = f"round keys in {directory}"
    if not directory.exists():
        return Finding(f"{what} (the app makes it when it starts)")
    if not directory.is_dir():
        return Finding(what, "is no directory; correct ROUND_KEY_DIR")
    if stat.S_IMODE(directory.stat().st_mode) & OTHERS:
        return Finding(what, f"other users may look into it; run: chmod 700 {directory}")
    if not os.access(directory, os.W_OK | os.X_OK):
        return Finding(what, f"belongs to somebody else; run: chown $(id -u) {directory}")
    try:
        refuse_others(directory)
    except KeyDirectoryError as error:
        return Finding(what, str(error))
    return Finding(what)


def surveys(own: Path | None) -> tuple[Templates, Finding]:
    """The surveys to choose from; the built-in ones alone where the organisation's do not fit."""
    what = "surveys"
    try:
        return templates.load(own), Finding(what)
    except TemplateError as error:
        return templates.load(), Finding(what, str(error).replace("\n", "; "))


def ideas(own: Path | None) -> Finding:
    """Whether the suggestions for breaks can be used."""
    what = "suggestions for breaks"
    try:
        catalogue.load(breaks=own)
    except SuggestionsError as error:
        return Finding(what, str(error).replace("\n", "; "))
    return Finding(what)


def missing_keys(tx: Connection, directory: Path) -> Iterator[Finding]:
    """Each open round whose key is not in the directory."""
    for found in rounds.open_rounds(tx):
        if not key_file(directory, found.id).exists():
            closes = f"{found.closes_at:%d %B, %H:%M} UTC"
            yield Finding(
                f"survey of {found.group}",
                f"its key is not in {directory}; correct ROUND_KEY_DIR or put the directory back "
                f"before {closes}, or nobody will ever read the answers, and everybody who was "
                "invited is told so",
            )
