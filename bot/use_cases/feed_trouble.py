"""What is said of a feed that could not be read: to whoever asks, and in the line that is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.rosters.fetch import FetchError, host
from bot.rosters.problems import Problem, RosterError
from bot.seal.vault import Vault, VaultError
from bot.store.rosters import Roster
from bot.team_file.slack_trouble import SlackTrouble

LOST = "the address was sealed with another HOLDSPACE_SECRET; name it again: holdspace roster feed"
EMPTIED = "has no shift any more; if that is meant: `holdspace roster remove {name} --team {team}`."
NOT_FORESEEN = "taking it over failed in a way that nobody foresaw; the log says where"

FORESEEN = (FetchError, RosterError, SlackTrouble, VaultError)
"""What `trouble` has words for. The text of any other error may be what stands in the feed."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a feed could not be read: in full, in a line that may be kept, and how long to wait."""

    full: str
    kept: str
    wait: timedelta = timedelta(0)


def emptied(one: Roster, notes: Iterable[str]) -> RosterError:
    """There is no shift in the file, and why none of what is in it is one."""
    why = EMPTIED.format(name=one.name, team=one.team)
    return RosterError([Problem(1, "the file", " ".join([why, *notes]))])


def trouble(error: Exception, one: Roster, vault: Vault) -> Trouble:
    """The words for this error. In full they may name people, and in the kept line never."""
    if isinstance(error, VaultError):
        return Trouble(LOST, LOST)
    if isinstance(error, RosterError):
        return Trouble(str(error), error.kept)
    if isinstance(error, FetchError):
        said = f"{host(vault.open(one.sealed_feed or b''))} {error}"
        return Trouble(said, said, error.wait)
    if isinstance(error, SlackTrouble):
        return Trouble(str(error), str(error))
    return Trouble(NOT_FORESEEN, NOT_FORESEEN)
