"""Tell everybody who was asked in a survey what was done about it."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.prompts import Kind
from bot.domain.results import Telling, Word
from bot.domain.rights import Deed
from bot.domain.survey import Round, RoundState
from bot.domain.survey_prompts import done_notices
from bot.seal.vault import Vault
from bot.store import deliveries, done, messages, rounds, teams
from bot.use_cases.permit import NotPermittedError, permit


def find_told(tx: Connection, vault: Vault, person: str, about: tuple[str, str]) -> Telling:
    """What the team has said so far, for whoever may change it.

    `about` is the round's id and the team's key.

    Raises:
        NotPermittedError: they may not, or the round did not ask that team, or shows nothing.
    """
    round_id, key = about
    asked = _allowed(tx, person, round_id, key)
    (team,) = teams.several(tx, [key])
    sealed = done.of_rounds(tx, [round_id])[round_id].get(key)
    said = vault.open(sealed) if sealed else None
    return Telling(round_id, key, team.name, asked.template, said)


def tell_what_was_done(
    tx: Connection, vault: Vault, person: str, word: Word, now: datetime
) -> None:
    """Keep it in the team's name, or take it back where there is no text.

    The first time, everybody who was invited is told
    that there is something to read, whoever has answered; and then never again about this round,
    whichever of its teams adds to it.

    Raises:
        NotPermittedError: as for `find_told`.
    """
    asked = _allowed(tx, person, word.round, word.team)
    if not word.text:
        done.remove(tx, word.round, word.team)
        return
    done.put(tx, word.round, word.team, vault.seal(word.text))
    if not deliveries.told_of(tx, Kind.SURVEY_DONE, word.round):
        people = messages.invited(tx, word.round)
        deliveries.plan(tx, done_notices(asked, people, now))


def _allowed(tx: Connection, person: str, round_id: str, team: str) -> Round:
    """The round, which stays locked so that two who tell at once tell once."""
    permit(tx, Deed.TELL_WHAT_WAS_DONE, person, team)
    found = next(iter(rounds.find_locked(tx, [round_id])), None)
    if found is None or team not in found.teams or found.state is not RoundState.RELEASED:
        raise NotPermittedError(Deed.TELL_WHAT_WAS_DONE)
    return found
