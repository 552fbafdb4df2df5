"""How large the soak runs: `SOAK_KILLS`, 300 with `make soak`; `SOAK_SEED` repeats one."""

import os

QUICK = 3
KILLS = int(os.environ.get("SOAK_KILLS", QUICK))
SEED = int(os.environ.get("SOAK_SEED", "1"))
EPISODES = 500 if KILLS > QUICK else 25
"""Stories that the state machine tells."""
