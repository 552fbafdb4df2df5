"""Closes rounds in processes of its own, each killed by SIGKILL after one change of the close.

Run as a program: for every line "URL KEYS NOW STEP" on stdin it forks a child that closes what is
due there and kills itself after that change, and answers with "killed" or, where there are fewer,
with the names of all. A change is what may alter a file or the database: a statement, a commit, a
write, fsync or unlink. Between two of them nothing outside the process changes, so that to die
there is to die after the first. What a database does inside of its commit is its own to prove.
"""

import json
import os
import signal
import sqlite3
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType

from bot.seal.keys import RoundKeys
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds

OF_FILES = {"open", "write", "fsync", "unlink", "rename", "truncate", "ftruncate", "mkdir"}
OF_DATABASES = {"execute", "executemany", "commit", "rollback"}


def close_until(url: str, keys: Path, now: datetime, step: int) -> list[str]:
    """Close what is due, and die after the change of this number; all of them, if it lives."""
    db, held = Database(url), RoundKeys(keys)
    done: list[str] = []

    def count(frame: FrameType, event: str, what: object) -> None:
        if name := _change(frame, event, what):
            done.append(name)
            if len(done) == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    close_due_rounds(db, held, now)
    sys.setprofile(None)
    return done


def _change(frame: FrameType, event: str, what: object) -> str:
    """The name of a change that has just been made; psycopg makes its own in Python."""
    if event == "return":
        code = frame.f_code
        of = code.co_name if "psycopg" in code.co_filename else ""
        return of if of in OF_DATABASES and "." in code.co_qualname else ""
    name = str(getattr(what, "__name__", "")) if event in {"c_return", "c_exception"} else ""
    if isinstance(getattr(what, "__self__", None), sqlite3.Connection | sqlite3.Cursor):
        return name if name in OF_DATABASES else ""
    return name if getattr(what, "__module__", "") == "posix" and name in OF_FILES else ""


def main() -> None:
    """Serve one line after the other."""
    for line in sys.stdin:
        url, keys, now, step = line.split()
        child = os.fork()
        if child == 0:
            names = close_until(url, Path(keys), datetime.fromisoformat(now), int(step))
            _say(json.dumps(names))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            _say("killed")
        elif status:
            _say("failed")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
