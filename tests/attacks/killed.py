"""Closes rounds in processes of its own, each killed by SIGKILL at one step of the close.

Run as a program: for every line "URL KEYS STEP" on stdin it forks a child that closes what is due
there and kills itself at that step, and answers with "killed" or, where there is no such step,
with the number of steps that there are. A step is a call or a return in
Holdspace's own code, or from it into a library.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType

import bot
from bot.seal.keys import RoundKeys
from bot.store.database import Database
from bot.use_cases.close_rounds import close_due_rounds

OURS = str(Path(bot.__file__).parent)


def close_until(url: str, keys: Path, now: datetime, step: int) -> int:
    """Close what is due, and die at the step; how many steps there were, if it lives."""
    db, held = Database(url), RoundKeys(keys)
    left = step

    def count(frame: FrameType, _event: str, _what: object) -> None:
        nonlocal left
        caller = frame.f_back.f_code.co_filename if frame.f_back else ""
        if frame.f_code.co_filename.startswith(OURS) or caller.startswith(OURS):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    close_due_rounds(db, held, now)
    sys.setprofile(None)
    return step - left


def main() -> None:
    """Serve one line after the other."""
    for line in sys.stdin:
        url, keys, now, step = line.split()
        child = os.fork()
        if child == 0:
            steps = close_until(url, Path(keys), datetime.fromisoformat(now), int(step))
            _say(str(steps))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            _say("killed")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
