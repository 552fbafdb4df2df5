"""Find what the last surveys showed: for everybody whose team was asked, and in bands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.digest import Released
from bot.domain.release import Release
from bot.domain.results import LAST, Latest, Result
from bot.domain.rights import Deed
from bot.domain.survey import Round
from bot.domain.team import Team
from bot.seal.vault import Vault
from bot.store import absences, digests, done, rounds, teams
from bot.use_cases.permit import NotPermittedError, permitted


def find_results(tx: Connection, vault: Vault, person: str) -> tuple[list[Result], str]:
    """The last ones, the latest first, and the reader's time zone.

    It reads what rounds released, never an answer.

    Raises:
        NotPermittedError: this person is in no team.
    """
    mine = permitted(tx, Deed.SEE_RESULTS, person)
    if not mine:
        raise NotPermittedError(Deed.SEE_RESULTS)
    found = rounds.last_released(tx, [team.key for team in mine], LAST)
    said = done.of_rounds(tx, [asked.id for asked, _, _ in found])
    leads = permitted(tx, Deed.TELL_WHAT_WAS_DONE, person)
    results = [
        replace(
            _result(tx, person, mine, one),
            done=_told(tx, vault, said[one[0].id]),
            mine=[(team.key, team.name) for team in leads if team.key in one[0].teams],
        )
        for one in found
    ]
    return results, absences.timezones(tx, [person])[person]


def find_latest(tx: Connection, person: str, mine: Sequence[Team]) -> Latest | None:
    """That there are any, for a person who belongs to these teams."""
    found = rounds.last_released(tx, [team.key for team in mine], 1)
    if not found:
        return None
    ((asked, released_at, _),) = found
    said = bool(done.of_rounds(tx, [asked.id])[asked.id])
    leads = any(team.is_led_by(person) for team in mine if team.key in asked.teams)
    return Latest(asked.template, released_at, was_done=said, to_tell=leads and not said)


def _result(
    tx: Connection, person: str, mine: list[Team], one: tuple[Round, datetime, Release]
) -> Result:
    asked, released_at, release = one
    in_full = _reads(person, mine, asked) and digests.brought(tx, person, released_at)
    shown = release if in_full else replace(release, comments=())
    names = tuple(team.name for team in teams.several(tx, asked.teams))
    return Result(asked.id, names, released_at, Released(asked.template, shown), in_full)


def _reads(person: str, mine: list[Team], asked: Round) -> bool:
    readers = (team.digest_readers() for team in mine if team.key in asked.teams)
    return any(person == reader.id for each in readers for reader in each)


def _told(tx: Connection, vault: Vault, said: Mapping[str, bytes]) -> list[tuple[str, str]]:
    names = {team.key: team.name for team in teams.several(tx, list(said))}
    return [(names[key], vault.open(sealed)) for key, sealed in said.items()]
