"""Survey rounds, their sealed slots and what they made public."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, or_, select, text, update

from bot.domain.release import Band, People, Release
from bot.domain.survey import TAKES_ANSWERS, Item, Round, RoundState, Template
from bot.store import teams
from bot.store.inserting import into
from bot.store.tables import survey_release, survey_round, survey_round_team, survey_slot

R = survey_round.c
S = survey_slot.c
T = survey_round_team.c
OPEN = R.state.in_(sorted(TAKES_ANSWERS))


def add(tx: Connection, opened: Round, slots: dict[bytes, bytes]) -> bool:
    """Open a round with these slots; False where the group has one of that instant already.

    Slots go in by id, so that their order in the table says nothing about the roster's.
    """
    row = asdict(opened)
    teams = [{"round": opened.id, "team": team} for team in row.pop("teams")]
    new = into(tx, survey_round).values(**row).on_conflict_do_nothing()
    if tx.scalar(new.returning(R.id)) is None:
        return False
    tx.execute(insert(survey_round_team), teams)
    rows = [{"round": opened.id, "slot": slot, "sealed": slots[slot]} for slot in sorted(slots)]
    tx.execute(insert(survey_slot), rows)
    return True


def lock(tx: Connection) -> None:
    """Let nobody else open a round until this transaction ends.

    On SQLite every transaction has this already.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(text("LOCK TABLE survey_round IN SHARE ROW EXCLUSIVE MODE"))


def find(tx: Connection, round_id: str) -> Round | None:
    """The round with this id."""
    return next(iter(_rounds(tx, select(survey_round).where(R.id == round_id))), None)


def find_locked(tx: Connection, ids: Iterable[str]) -> list[Round]:
    """These rounds by id, which nobody else may close until this transaction ends."""
    return _rounds(tx, select(survey_round).where(R.id.in_(ids)).order_by(R.id).with_for_update())


def every(tx: Connection) -> list[Round]:
    """All rounds there ever were, the latest first."""
    return _rounds(tx, select(survey_round).order_by(R.opened_at.desc(), R.id))


def had_one(tx: Connection, group: str, since: datetime, until: datetime) -> bool:
    """Whether a round of the group's was open at any time in [since, until)."""
    before = R.opened_at < until
    lasted = or_(R.closes_at > since, R.opened_at >= since, OPEN)
    return tx.scalar(select(R.id).where(R.group == group, before, lasted).limit(1)) is not None


def open_rounds(tx: Connection) -> list[Round]:
    """The rounds that take answers."""
    return _rounds(tx, select(survey_round).where(OPEN).order_by(R.id))


def has_slot(tx: Connection, round_id: str, slot: bytes) -> bool:
    """Whether the round keeps a place under this id."""
    return tx.scalar(select(S.round).where(S.round == round_id, S.slot == slot)) is not None


def take_slots(tx: Connection, round_id: str) -> list[tuple[bytes, bytes]]:
    """All slots of a round as (slot, sealed), locked so that no answer slips in behind."""
    these = select(S.slot, S.sealed).where(S.round == round_id).order_by(S.slot)
    return [(slot, sealed) for slot, sealed in tx.execute(these.with_for_update())]


def hold(tx: Connection, round_id: str, until: datetime) -> None:
    """Keep the same slots open until then."""
    values = {"state": RoundState.HELD, "closes_at": until}
    tx.execute(update(survey_round).where(R.id == round_id).values(values))


def end(tx: Connection, round_id: str, state: RoundState, now: datetime) -> None:
    """Close a round for good and delete its slots; the next one of its teams may be due already."""
    tx.execute(delete(survey_slot).where(S.round == round_id))
    teams.ask_again(tx, tx.scalars(select(T.team).where(T.round == round_id)).all())
    values = {"state": state, "closes_at": now}
    tx.execute(update(survey_round).where(R.id == round_id).values(values))


def publish(tx: Connection, round_id: str, release: Release, now: datetime) -> None:
    """Write down what the round makes public."""
    row = {"round": round_id, "released_at": now, "document": asdict(release)}
    tx.execute(insert(survey_release), row)


def released(
    tx: Connection, team: str, since: datetime, until: datetime
) -> list[tuple[Round, Release]]:
    """The rounds that asked this team and were released in [since, until), in order of time."""
    at = survey_release.c.released_at
    query = select(survey_release.c.round, survey_release.c.document).join(survey_round)
    query = query.where(_asked(team), at >= since, at < until).order_by(at, R.id)
    documents = {found: _release(document) for found, document in tx.execute(query)}
    rounds = {found.id: found for found in _rounds(tx, select(survey_round).where(_asked(team)))}
    return [(rounds[found], release) for found, release in documents.items()]


def last_released(
    tx: Connection, keys: Collection[str], limit: int
) -> list[tuple[Round, datetime, Release]]:
    """The latest rounds that asked one of these teams, each with when it was released, and what."""
    at, its = survey_release.c.released_at, survey_release.c.round
    asked = select(T.round).where(T.team.in_(keys))
    query = select(survey_release).where(its.in_(asked)).order_by(at.desc(), its).limit(limit)
    found = tx.execute(query).all()
    these = select(survey_round).where(R.id.in_([row.round for row in found]))
    by_id = {each.id: each for each in _rounds(tx, these)}
    return [(by_id[row.round], row.released_at, _release(row.document)) for row in found]


def ended_unread(tx: Connection, team: str, since: datetime, until: datetime) -> list[Round]:
    """The rounds that asked this team and ended in [since, until) with nothing to release."""
    unread = R.state.in_([RoundState.UNREAD, RoundState.VOID])
    then = (R.closes_at >= since, R.closes_at < until)
    query = select(survey_round).where(_asked(team), unread, *then)
    return _rounds(tx, query.order_by(R.closes_at, R.id))


def due(tx: Connection, now: datetime, limit: int, after: str = "") -> list[str]:
    """Rounds whose closing time has come, by id from beyond `after`, at most so many."""
    query = select(R.id).where(OPEN, R.closes_at <= now, R.id > after).order_by(R.id)
    return list(tx.scalars(query.limit(limit)))


def _asked(team: str) -> ColumnElement[bool]:
    """The rounds that this team is in."""
    return R.id.in_(select(T.round).where(T.team == team))


def _rounds(tx: Connection, query: Select[Any]) -> list[Round]:
    rows = tx.execute(query).mappings().all()
    these = select(T.round, T.team).where(T.round.in_([row["id"] for row in rows]))
    teams = defaultdict(list)
    for found, team in tx.execute(these.order_by(T.team)):
        teams[found].append(team)
    return [_round(row, tuple(teams[row["id"]])) for row in rows]


def _round(row: Any, teams: tuple[str, ...]) -> Round:  # noqa: ANN401 - a row's mapping
    kept = {"template": _template(row["template"]), "state": RoundState(row["state"])}
    return Round(**{**row, **kept, "teams": teams})


def _template(found: dict[str, Any]) -> Template:
    items = tuple(Item(**item | {"responses": tuple(item["responses"])}) for item in found["items"])
    others = found.get("translations", {})  # A round that was opened before there were any.
    translations = {code: _template(one) for code, one in others.items()}
    kept = {"items": items, "scale": tuple(found["scale"]), "translations": translations}
    return Template(**found | kept)


def _release(found: dict[str, Any]) -> Release:
    bands = {key: Band(band) if band else None for key, band in found["bands"].items()}
    return Release(People(found["people"]), bands, tuple(found["comments"]))
