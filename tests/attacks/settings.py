"""How large the suite runs: `HOLDSPACE_ATTACK_ROUNDS`, 200 with `make attack`."""

import os

QUICK = 3
ROUNDS = int(os.environ.get("HOLDSPACE_ATTACK_ROUNDS", QUICK))
IS_FULL = ROUNDS > QUICK
TEETH_ROUNDS = min(ROUNDS, 50)
"""Designs that leak need fewer: 50 rounds are 600 links, of which 570 must be found."""
TWINS = min(ROUNDS, 20)
"""Twin runs, each from an empty database; they are compared byte by byte, not counted."""
