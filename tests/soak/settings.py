"""How large the soak runs: `SOAK_KILLS`, 300 with `make soak`; `SOAK_SEED` repeats one."""

import os

QUICK = 3
KILLS = int(os.environ.get("SOAK_KILLS", QUICK))
SEED = int(os.environ.get("SOAK_SEED", "1"))
EPISODES, STEPS = (400, 60) if KILLS > QUICK else (15, 40)
"""Stories that the state machine tells, and how long they are."""
