"""How large the suite runs: `HOLDSPACE_ATTACK_ROUNDS`, 200 with `make attack`."""

import os

QUICK = 3
ROUNDS = int(os.environ.get("HOLDSPACE_ATTACK_ROUNDS", QUICK))
IS_FULL = ROUNDS > QUICK
STORED = max(ROUNDS, 5)
"""Rounds on a database alone: quick ones, so that a few more still tell a leak from luck."""
TEETH_ROUNDS = min(ROUNDS, 50)
"""Designs that leak need fewer: 50 rounds are 600 links, of which 570 must be found."""
LEAKY_WEEKS = 20 if IS_FULL else 2
"""The same for an app that leaks over the wire, where a round takes longer."""
LOOKED_AT = min(ROUNDS, 20) if IS_FULL else 2
"""Rounds in which an operator looks before and after every answer."""
ON_DISK = min(ROUNDS, 20) if IS_FULL else 2
"""Rounds of the running app whose files are copied after every answer."""
TWINS = min(ROUNDS, 20)
"""Twin runs, each from an empty database; they are compared byte by byte, not counted."""
WIRE_TWINS = 5 if IS_FULL else 1
"""The same over the wire."""
