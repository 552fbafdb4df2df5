"""The text of a small team, and of its shifts, to be put together as a test needs them."""

HILL = """
workspace = "Hillside"
[team]
key = "hill"
name = "Hillside peers"
channel = "C0HILL"
timezone = "Europe/London"
[debrief]
minutes_before_end = 10
[breaks]
reminders = false
[digest]
weekday = "monday"
at = "09:00"
"""
"""A small team in winter London, whose clock shows UTC. Ada leaves alone while others are there.

Nobody is reminded of a break, so that a test about something else finds nothing else.
"""

HILL += "".join(
    f'[[members]]\nperson = "{person}"\nrole = "{role}"\n'
    for person, role in {
        "U0ADA": "peer supporter",
        "U0BEN": "peer supporter",
        "U0CLEO": "peer supporter",
        "U0DINA": "peer supporter",
        "U0EVE": "supervisor",
    }.items()
)


def hill_shift(starts: str, ends: str, *people: str) -> str:
    """A daily shift of the small team's."""
    who = ", ".join(f'"{person}"' for person in people)
    times = f'starts = "{starts}"\nends = "{ends}"\n'
    return f'[[shifts]]\nname = "S{starts}"\nrrule = "FREQ=DAILY"\n{times}people = [{who}]\n'


ADA_ALONE = hill_shift("09:00", "17:00", "U0ADA")
BEN_AND_CLEO = hill_shift("12:00", "20:00", "U0BEN", "U0CLEO")
DINA_AT_NIGHT = hill_shift("22:00", "06:00", "U0DINA")
HILLSIDE = HILL + ADA_ALONE + BEN_AND_CLEO + DINA_AT_NIGHT
