import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import literal_column, select

from bot.domain.prompts import Kind
from bot.domain.survey import RoundState
from bot.seal.opening import answers
from bot.store import rounds
from bot.store.tables import delivery, survey_slot
from bot.use_cases.open_rounds import open_due_rounds
from tests.support.survey_scene import CADENCE, CLOSES, OPENS, Scene, a_team, peer, supervisor

SECOND = timedelta(seconds=1)


def _invitations(scene: Scene) -> list[tuple[str, object, object, object]]:
    d = delivery.c
    query = select(d.recipient, d.due_at, d.expires_at, d.subject)
    query = query.where(d.kind == Kind.SURVEY_INVITATION).order_by(d.recipient)
    with scene.db.engine.connect() as tx:
        return [tuple(row) for row in tx.execute(query)]


def test_at_its_hour_a_round_opens_and_everybody_is_invited_alike(anywhere: Scene) -> None:
    assert anywhere.open(OPENS - SECOND) == []
    (round_id,) = anywhere.open(OPENS)
    everyone = [peer(number).id for number in range(8)]
    subject = {"round": round_id}
    assert _invitations(anywhere) == [(person, OPENS, CLOSES, subject) for person in everyone]


def test_everybody_invited_has_a_slot_that_abstains_and_looks_like_the_rest(scene: Scene) -> None:
    (round_id,) = scene.open()
    slots = scene.slots(round_id)
    assert set(slots) == {scene.sealer.slot(round_id, peer(n).id) for n in range(8)}
    assert len({len(sealed) for sealed in slots.values()}) == 1
    assert list(answers(scene.keys.private(round_id), slots.items())) == []


def test_the_order_of_slots_says_nothing_about_the_roster(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    place = "slot" if anywhere.db.is_sqlite else "ctid"
    with anywhere.db.engine.connect() as tx:
        query = select(survey_slot.c.slot).order_by(literal_column(place))
        stored = [bytes(slot) for slot in tx.scalars(query)]
    assert stored == sorted(stored)
    assert stored != [anywhere.sealer.slot(round_id, peer(n).id) for n in range(8)]


def test_looking_again_opens_nothing_new(anywhere: Scene) -> None:
    (round_id,) = anywhere.open()
    assert anywhere.open(OPENS + timedelta(hours=3)) == []
    assert anywhere.keys.sweep({round_id}) == []


def test_a_round_is_opened_late_but_not_after_its_window(scene: Scene) -> None:
    assert scene.open(CLOSES) == []
    (round_id,) = scene.open(CLOSES - SECOND)
    assert scene.found(round_id).opened_at == OPENS


def test_a_closed_round_does_not_open_again(scene: Scene) -> None:
    (round_id,) = scene.open()
    scene.db.now(rounds.end, round_id, RoundState.UNREAD, OPENS)
    scene.keys.destroy(round_id)
    assert scene.open(OPENS + SECOND) == []
    assert scene.keys.sweep(set()) == []


def test_no_second_round_opens_beside_one_that_is_held(scene: Scene) -> None:
    weekly = replace(scene.team, survey=replace(CADENCE, every_weeks=1))
    scene.save(weekly)
    (round_id,) = scene.open()
    week = timedelta(weeks=1)
    scene.db.now(rounds.hold, round_id, CLOSES + week)
    assert scene.open(OPENS + week) == []
    scene.db.now(rounds.end, round_id, RoundState.UNREAD, OPENS + week)
    assert len(scene.open(OPENS + week)) == 1


@pytest.mark.parametrize("peers", [0, 4])
def test_a_team_too_small_to_stay_anonymous_is_not_asked_and_the_log_says_why_once(
    scene: Scene, peers: int, caplog: pytest.LogCaptureFixture
) -> None:
    scene.save(a_team(peers, key=f"{scene.folder.name[:60]}-{peers}"))
    with caplog.at_level(logging.WARNING):
        opened = scene.open()
        scene.open()
    assert [scene.found(round_id).group for round_id in opened] == ["river"]
    (line,) = caplog.messages
    assert "fewer than 5 people could not stay anonymous" in line


def test_a_template_that_is_not_there_opens_nothing_and_the_log_says_so(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.save(replace(scene.team, survey=None))
    cadence = replace(CADENCE, template="gone")
    scene.save(a_team(key=scene.folder.name[:64], survey=cadence))
    assert scene.open() == []
    assert "no template of the name" in caplog.text


def test_from_ten_invited_the_rule_expects_two_who_pool_what_they_know(scene: Scene) -> None:
    scene.with_members(supervisor(), *(peer(n) for n in range(10)))
    (round_id,) = scene.open()
    found = scene.found(round_id)
    assert (found.k, found.t) == (7, 2)


def test_somebody_in_two_teams_is_invited_once(scene: Scene) -> None:
    other = replace(a_team(key="shore"), members=tuple(peer(n) for n in range(3, 13)))
    scene.save(other)
    opened = scene.open()
    assert [len(scene.slots(round_id)) for round_id in opened] == [8, 5]
    assert len(_invitations(scene)) == 13


def test_a_transaction_undone_leaves_a_key_that_the_sweep_destroys(scene: Scene) -> None:
    with scene.db.engine.connect() as tx:
        (orphan,) = open_due_rounds(
            tx, templates=scene.templates, keys=scene.keys, sealer=scene.sealer, now=OPENS
        )
        tx.rollback()
    (round_id,) = scene.open()
    assert scene.keys.sweep({round_id}) == [orphan]
