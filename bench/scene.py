"""A large team, surveys that are open to it, and the forms that its members send."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection

from bot.content import templates
from bot.content.catalogue import Words
from bot.domain.release import rule_for
from bot.domain.survey import Answer, Round, RoundState, Template
from bot.domain.team import Member, Role, SurveyCadence, Team, Weekly
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.store import rounds
from bot.views import survey
from sandbox import WorkspaceFile

Json = dict[str, Any]

OPENS = datetime(2026, 11, 23, 14, tzinfo=UTC)
ZONE = "America/Toronto"
SURVEY = "staff-concerns"
CADENCE = SurveyCadence(SURVEY, date(2026, 11, 23), 8, time(9), time(16), 4)
COMMENT = "The handover at the end of the night is short, and what is said there gets lost."


def person(number: int) -> str:
    """The Slack id of one member."""
    return f"U{number:05}"


def workspace() -> WorkspaceFile:
    """The smallest one that an app can connect to."""
    return WorkspaceFile.model_validate({"team": {"name": "Bench", "domain": "bench"}})


def team(people: int) -> Team:
    """A team of so many peer supporters."""
    peers = (person(number) for number in range(people))
    return Team(
        key="bench",
        name="Bench",
        channel="C0TEAM",
        timezone=ZONE,
        debrief_lead_minutes=10,
        digest=Weekly(0, time(8)),
        survey=CADENCE,
        members=tuple(Member(one, one, Role.PEER_SUPPORTER, ZONE) for one in peers),
        shifts=(),
    )


def a_round(keys: RoundKeys, number: int, people: int) -> Round:
    """The team's survey number so-and-so, with its key; one closes a second after the other."""
    rule = rule_for(people)
    if rule is None:
        raise ValueError("too few people to ask")
    round_id = f"{number:032x}"
    return Round(
        id=round_id,
        group="bench",
        teams=("bench",),
        template=_template(),
        public_key=keys.create(round_id),
        opened_at=OPENS + timedelta(seconds=number),
        closes_at=OPENS + timedelta(days=4, seconds=number),
        k=rule.k,
        t=rule.t,
        state=RoundState.OPEN,
    )


@cache
def _template() -> Template:
    found = templates.load().find(SURVEY)
    if found is None:
        raise LookupError(SURVEY)
    return found


def open_round(tx: Connection, sealer: Sealer, made: Round, answers: list[Answer]) -> None:
    """Store a round in which so many people have a slot, filled with these answers."""
    slots = [sealer.slot(made.id, person(number)) for number in range(len(answers))]
    pairs = zip(slots, answers, strict=True)
    sealed = {slot: sealer.seal(made.public_key, slot, answer) for slot, answer in pairs}
    rounds.add(tx, made, sealed)


def forms(words: Words, found: Round, people: int) -> list[Json]:
    """What Slack sends when each of so many has answered everything."""
    view = survey.form(words, "Bench", found, ZONE) | {"id": "V0FORM", "hash": "1.a"}
    view |= {"state": {"values": _filled(view["blocks"])}}
    return [_submission(person(number), view) for number in range(people)]


def _filled(blocks: list[Json]) -> Json:
    """Every rating at its second point, and a comment."""
    inputs = [block for block in blocks if block["type"] == "input"]
    return {block["block_id"]: {block["block_id"]: _value(block["element"])} for block in inputs}


def _value(element: Json) -> Json:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": COMMENT}
    return {"type": element["type"], "selected_option": element["options"][1]}


def _submission(user: str, view: Json) -> Json:
    return {
        "type": "view_submission",
        "team": {"id": "T0BENCH", "domain": "bench"},
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": "T0BENCH"},
        "api_app_id": "A0SANDBOX",
        "token": "sandbox",
        "trigger_id": "1.2.3",
        "enterprise": None,
        "is_enterprise_install": False,
        "view": view,
        "response_urls": [],
    }
