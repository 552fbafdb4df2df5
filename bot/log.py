"""A log that cannot carry what somebody wrote: an allow-list, and all else is left out.

Every record passes through `record` as it is made, before any handler or formatter sees it. Our own
loggers keep their fixed message and the fields named in FIELDS. Of anybody else's line only the
logger's name, the level, the place in the code and an exception's class are left.
"""

import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from traceback import walk_tb
from types import TracebackType
from typing import Any

log = logging.getLogger(__name__)

OURS = frozenset({"bot", "handlers", "schedules"})
"""The packages whose loggers may say something."""

FIELDS = {
    "count": r"\d{1,9}",
    "day": r"\d{4}-\d\d-\d\d",
    "delivery": r"\d{1,18}",
    "error": r"[A-Za-z_]\w{0,59}",
    "group": r"[a-z0-9-]{1,64}",
    "number": r"[0-9a-f]{8}",
    "reason": r"[a-z0-9_]{1,60}",
    "round": r"[0-9a-f]{32}",
}
"""What a line of ours may tell beside its fixed message, and what that looks like in full.

Names of exceptions, Slack's error words, ids that we made up: nothing that a person wrote or is
called. There is no field for a person, on purpose.
"""

QUIET = {
    "slack_sdk": logging.WARNING,
    "slack_bolt": logging.ERROR,
    "aiohttp": logging.WARNING,
    "apscheduler": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "alembic": logging.WARNING,
}
"""A line without words is of little use, so libraries say few. Nothing rests on these levels."""

LEFT_OUT = "(left out)"
CHAIN = 10
"""Exceptions that one line follows back to their causes."""

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str) -> None:
    """Send the log to stderr, from this level up, through the allow-list."""
    shield()
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for name, lowest in QUIET.items():
        logging.getLogger(name).setLevel(lowest)


def shield() -> None:
    """Put the allow-list in place for the whole process, whatever handlers it has or will have."""
    logging.setLogRecordFactory(record)
    logging.raiseExceptions = False  # a handler that fails would print the line's arguments


def guard() -> None:
    """Send what nothing caught, and warnings, the same way: Python itself prints their texts."""
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda found: _uncaught(found.exc_type, found.exc_value, None)
    sys.unraisablehook = lambda found: _uncaught(found.exc_type, found.exc_value, None)


def record(  # noqa: PLR0913, PLR0917 - the signature is the logging module's
    name: str,
    level: int,
    pathname: str,
    lineno: int,
    msg: object,
    args: Any,  # noqa: ANN401 - a logging call takes anything
    exc_info: Any,  # noqa: ANN401 - the same
    func: str | None = None,
    _stack: str | None = None,
    **_more: object,
) -> logging.LogRecord:
    """A record with what may be told, and nothing else."""
    made = logging.LogRecord(name, level, pathname, lineno, "", (), None, func)
    if str(name).partition(".")[0] in OURS:
        made.msg, made.args = (msg if isinstance(msg, str) else LEFT_OUT), _allowed(args)
    else:
        made.msg = _reduced(made, exc_info)
    if exc_info and exc_info[1]:
        made.exc_text = trace(exc_info[1])
    return made


def trace(error: BaseException) -> str:
    """Where it happened and the classes of what happened: no message, no value, no source text."""
    return "\n".join(line for one in _chain(error) for line in _where(one))


def _allowed(args: Any) -> Any:  # noqa: ANN401 - as the logging module has it
    """The fields that are allowed; values given by position are none."""
    given = args[0] if isinstance(args, tuple) and len(args) == 1 else args
    if not isinstance(given, Mapping):
        return ()
    return {str(name): _told(str(name), value) for name, value in given.items()}


def _told(name: str, value: object) -> str:
    looks_like = FIELDS.get(name)
    text = str(value)
    return text if looks_like and re.fullmatch(looks_like, text, re.ASCII) else LEFT_OUT


def _reduced(made: logging.LogRecord, exc_info: Any) -> str:  # noqa: ANN401 - the logging module's
    what = exc_info[0].__name__ if exc_info and exc_info[0] else LEFT_OUT
    return f"{what} at {made.module}:{made.lineno}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _where(error: BaseException) -> Iterator[str]:
    yield type(error).__name__
    for frame, line in walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line}:{frame.f_code.co_name}"


def _uncaught(
    kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
) -> None:
    log.critical("Nothing caught this: %(error)s", {"error": kind.__name__}, exc_info=error)
