import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.prompts import Kind
from bot.domain.survey import RoundState
from bot.domain.team import Member, Role
from bot.store import deliveries, messages, rounds
from bot.use_cases.find_survey import Invited
from bot.use_cases.find_surveys import find_surveys
from bot.use_cases.open_by_hand import Wish, groups_to_open, open_by_hand
from bot.use_cases.open_round import Means, NotOpened
from tests.support.survey_scene import CADENCE, CLOSES, OPENS, Scene, a_team, peer, supervisor

SECOND = timedelta(seconds=1)
BEFORE = OPENS - timedelta(days=7)
NIKO = Member("UNIKO", "Niko", Role.COORDINATOR, "America/Toronto")
WISH = Wish("river", "staff-concerns", 2)


def _means(scene: Scene) -> Means:
    return Means(scene.templates, scene.keys, scene.sealer)


def _open(scene: Scene, wish: Wish = WISH, person: str | None = None) -> Invited | NotOpened:
    return scene.db.now(open_by_hand, _means(scene), wish, BEFORE, person)


def test_a_supervisor_opens_a_round_that_closes_at_the_usual_hour(anywhere: Scene) -> None:
    made = _open(anywhere, person="USUPER")
    assert isinstance(made, Invited)
    assert (made.teams, made.round.group, made.round.teams) == (
        ("River & Bank",),
        "river",
        ("river",),
    )
    assert anywhere.found(made.round.id) == made.round
    assert made.round.opened_at == BEFORE
    assert made.round.closes_at == CLOSES - timedelta(days=9)
    invited = anywhere.db.now(messages.invited, made.round.id)
    assert invited == [peer(number).id for number in range(8)]


def test_nobody_opens_one_who_does_not_lead_the_team(scene: Scene) -> None:
    for person in (peer(1).id, "USTRANGER"):
        assert _open(scene, person=person) is NotOpened.NOT_ALLOWED
    assert _open(scene, Wish("nowhere", "staff-concerns", 2)) is NotOpened.NOT_ALLOWED
    assert scene.db.now(rounds.every) == []
    assert not list((scene.folder / "keys").iterdir())


def test_a_group_has_one_round_at_a_time(anywhere: Scene) -> None:
    made = _open(anywhere)
    assert isinstance(made, Invited)
    assert _open(anywhere) is NotOpened.OPEN_ALREADY
    anywhere.db.now(rounds.hold, made.round.id, CLOSES)
    assert _open(anywhere) is NotOpened.OPEN_ALREADY
    anywhere.db.now(rounds.end, made.round.id, RoundState.UNREAD, BEFORE)
    assert _open(anywhere, replace(WISH, days=1)) is NotOpened.OPEN_ALREADY
    later = BEFORE + timedelta(seconds=1)
    again = anywhere.db.now(open_by_hand, _means(anywhere), WISH, later)
    assert isinstance(again, Invited)


async def test_of_two_who_open_at_the_same_instant_one_does(anywhere: Scene) -> None:
    means, run = _means(anywhere), anywhere.db.run
    wishes = [replace(WISH, days=days) for days in (2, 3, 4, 5)]
    made = await asyncio.gather(
        *(run(open_by_hand, means, wish, BEFORE + n * SECOND) for n, wish in enumerate(wishes))
    )
    assert sum(isinstance(one, Invited) for one in made) == 1
    assert made.count(NotOpened.OPEN_ALREADY) == 3
    assert len(list((anywhere.folder / "keys").iterdir())) == 1


def test_a_group_below_five_is_refused(scene: Scene) -> None:
    scene.with_members(supervisor(), NIKO, *(peer(n) for n in range(3)))
    assert _open(scene) is NotOpened.TOO_SMALL
    assert not list((scene.folder / "keys").iterdir())


def test_a_survey_that_is_not_there_is_refused(scene: Scene) -> None:
    assert _open(scene, replace(WISH, template="gone")) is NotOpened.NO_TEMPLATE


@pytest.mark.parametrize("days", [0, 29, 10_000])
def test_nothing_that_is_asked_for_keeps_a_round_open_beyond_four_weeks(
    scene: Scene, days: int
) -> None:
    with pytest.raises(ValueError, match="1 to 28 days"):
        _open(scene, replace(WISH, days=days))


def test_a_team_without_a_cadence_is_asked_by_hand(scene: Scene) -> None:
    scene.save(replace(scene.team, survey=None))
    made = _open(scene, person="USUPER")
    assert isinstance(made, Invited)
    assert scene.open(OPENS) == []


def test_two_teams_of_a_group_are_asked_in_one_round(anywhere: Scene) -> None:
    _pool(anywhere)
    made = _open(anywhere, Wish("both", "staff-concerns", 2), "UOTHER")
    assert isinstance(made, Invited)
    assert (made.teams, made.round.teams) == (("River & Bank", "Shore"), ("river", "shore"))
    assert len(anywhere.slots(made.round.id)) == 7
    assert (made.round.k, made.round.t) == (5, 1)


def _pool(scene: Scene) -> None:
    pooled = replace(CADENCE, group="both")
    scene.save(replace(a_team(4), survey=pooled))
    members = (supervisor("UOTHER"), peer(3), peer(11), peer(12), peer(13))
    scene.save(replace(a_team(key="shore", survey=pooled), name="Shore", members=members))


def test_who_moves_to_another_team_is_not_asked_in_two_rounds_at_once(scene: Scene) -> None:
    made = _open(scene)
    assert isinstance(made, Invited)
    scene.with_members(supervisor(), *(peer(n) for n in range(2)))
    shore = replace(a_team(key="shore"), members=tuple(peer(n) for n in range(2, 15)))
    scene.save(shore)
    other = _open(scene, Wish("shore", "staff-concerns", 2))
    assert isinstance(other, Invited)
    asked = {scene.sealer.slot(other.round.id, peer(n).id) for n in range(8, 15)}
    assert set(scene.slots(other.round.id)) == asked


def test_those_who_lead_are_offered_the_groups_that_have_no_open_round(scene: Scene) -> None:
    offered = [group.key for group in scene.db.now(groups_to_open, "USUPER")]
    assert offered == ["river"]
    assert scene.db.now(groups_to_open, peer(1).id) == []
    assert scene.db.now(groups_to_open, "USTRANGER") == []
    _open(scene)
    assert scene.db.now(groups_to_open, "USUPER") == []


def test_what_there_is_for_a_person_does_not_change_when_they_answer(scene: Scene) -> None:
    made = _open(scene)
    assert isinstance(made, Invited)
    before = scene.db.now(find_surveys, scene.sealer, peer(1).id)
    scene.answer(made.round.id, 1, 2)
    assert scene.db.now(find_surveys, scene.sealer, peer(1).id) == before
    assert before.invited
    assert before.invited.round == made.round
    assert scene.db.now(find_surveys, scene.sealer, "USUPER").invited is None


def test_a_short_round_has_no_reminder(scene: Scene) -> None:
    _open(scene, replace(WISH, days=1))
    assert _reminders(scene) == []


def test_a_longer_one_reminds_everybody_a_day_before_its_close(scene: Scene) -> None:
    made = _open(scene, replace(WISH, days=3))
    assert isinstance(made, Invited)
    due = made.round.closes_at - timedelta(days=1)
    assert _reminders(scene) == [(peer(number).id, due) for number in range(8)]


def _reminders(scene: Scene) -> list[tuple[str, object]]:
    people = [peer(number).id for number in range(8)]
    planned = scene.db.now(deliveries.upcoming, people, BEFORE, 100)
    found = [(p.recipient, p.due_at) for p in planned if p.kind is Kind.SURVEY_REMINDER]
    return sorted(found)
