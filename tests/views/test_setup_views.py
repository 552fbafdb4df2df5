"""The set-up's views for the longest names, forty teams, a hundred people, right-to-left text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest

from bot.content import catalogue, templates
from bot.domain.saying import Quoted, says
from bot.domain.set_up import Fault, Obstacle, Offer, Refused, SetUp, depend_on, mark
from bot.domain.team import Cadence, Member, Role, Shift, SurveyCadence, Team, Weekly
from bot.team_file.write import to_data
from bot.views.parts import View
from bot.views.setup import (
    check_ins,
    entries,
    faults,
    leaving,
    page,
    people,
    ref,
    shifts,
    tables,
    teams,
)
from bot.views.setup.ref import Ref
from sandbox.rules import check_view

WORDS = catalogue.load().of("en")
FAR = "America/Argentina/ComodRivadavia"
LONG = "Wilhelmina Ännchen <&> " * 4
NAMES = {
    "long": ("W" * 80, "Wilhelmina Ännchen <&> " * 11),
    "right to left": ("צוות הצפון \u202b" * 6, "מרים בת־אל \u2067אבישי\u2069 " * 9),  # noqa: RUF001 - Hebrew
}
RULE = "FREQ=WEEKLY;BYDAY=" + ",".join(["MO,TU,WE,TH,FR,SA,SU"] * 45)
TODAY = date(2026, 11, 23)
TEMPLATES = templates.load().every()
ENDLESS = says("mistakes.one_of", known=(LONG * 99,))
NO_SLACK = says("mistakes.slack.not_asked", why="no idea")
TWICE = says("mistakes.twice", person=Quoted("Ana"))


def _id(number: int) -> str:
    return f"U{number:031}"


def _team(names: tuple[str, str], many: int = 100) -> Team:
    """So many people with everything about them, and as many shifts and rhythms."""
    name, person = names
    roles = [Role.SUPERVISOR, Role.PEER_SUPERVISOR, Role.COORDINATOR]
    members = tuple(
        Member(
            _id(n),
            person,
            roles[n] if n < len(roles) else Role.PEER_SUPPORTER,
            FAR,
            _id(0) if n else None,
            _id(1) if n > 1 else None,
            TODAY,
            _id(2) if n == 0 else None,
        )
        for n in range(many)
    )
    everybody = tuple(member.id for member in members)
    shift = Shift(name, "FREQ=DAILY", time(9), time(17), FAR, TODAY, TODAY, everybody)
    cadence = Cadence(Role.SUPERVISOR, RULE, RULE, TODAY, time(9), everybody)
    return Team(
        key="t" * 64,
        name=name,
        channel="C" + "0" * 31,
        timezone=FAR,
        debrief_lead_minutes=60,
        digest=Weekly(2, time(9)),
        survey=SurveyCadence("t" * 64, TODAY, 52, time(9), time(16), 28, "g" * 64),
        members=members,
        shifts=tuple(replace(shift, first_day=date(2024, 1, 1 + n % 28)) for n in range(many)),
        danger_route="é" * 300,
        holiday_region="CA-ON",
        cadences=(cadence,) * many,
    )


def _set_up(team: Team) -> SetUp:
    return SetUp(team, to_data(team, ""))


def _lists(its: SetUp, pages: int) -> Iterator[View]:
    for part in (ref.MEMBERS, ref.SHIFTS, ref.CHECK_INS):
        for number in range(pages):
            yield entries.listed(WORDS, its, part, number)


def _forms(its: SetUp) -> Iterator[View]:
    for which in tables.FORMS:
        yield tables.form(WORDS, its, which, TEMPLATES, TODAY)
    for part in (ref.MEMBERS, ref.SHIFTS, ref.CHECK_INS):
        new = Ref(its.team.key, part)
        for entry in its.data.get(part, [])[:3]:
            about = replace(new, seen=mark(entry), page=99)
            for wide in (False, True):
                found = entries.form(WORDS, its, about, TODAY, wide=wide)
                assert found
                yield found
        for wide in (False, True):
            found = entries.form(WORDS, its, new, TODAY, wide=wide)
            assert found
            yield found


def _others(its: SetUp) -> Iterator[View]:
    refused = Refused((Fault(None, LONG * 9, ENDLESS),) * 9)
    saved = (says("changes.people", what=LONG * 99),) * 9
    for joined in (True, False):
        yield page.page(WORDS, its, joined=joined, saved=saved)
    first = its.data["members"][0]
    depend = depend_on(its.data, first["person"])
    yield leaving.heirs(WORDS, its, first, Ref(its.team.key, ref.MEMBERS, mark(first)), depend)
    for part in (ref.MEMBERS, ref.SHIFTS, ref.CHECK_INS):
        yield entries.removed(WORDS, part, _id(1))
    yield entries.refused(WORDS, refused)
    yield entries.refused(WORDS, Refused(obstacle=Obstacle.CHANGED))
    yield teams.archived(WORDS, its.team.name)
    yield teams.not_back(WORDS, its.team.key, faults.sentences(WORDS, refused))
    yield teams.form(WORDS, FAR)


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("many", [1, 3, 100, 230])
def test_slack_takes_every_page_list_and_form(names: tuple[str, str], many: int) -> None:
    its = _set_up(_team(names, many))
    for view in (*_lists(its, 1 + many // ref.PAGE), *_forms(its), *_others(its)):
        assert list(map(str, check_view(view, kind="modal"))) == [], view["title"]


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_slack_takes_forty_teams_on_home_and_in_the_list(names: tuple[str, str]) -> None:
    many = tuple((f"{n:064}", names[0]) for n in range(40))
    for offer in (Offer(many, many, may_create=True), Offer(many[:3], may_create=True)):
        home = {"type": "home", "blocks": teams.on_home(WORDS, offer)}
        assert list(map(str, check_view(home, kind="home"))) == []
        for number in range(3):
            view = teams.listed(WORDS, offer, number)
            assert list(map(str, check_view(view, kind="modal"))) == []


def test_forty_teams_are_one_page_and_more_have_a_way_on() -> None:
    offer = Offer(tuple((f"t{n}", "T") for n in range(41)))
    first, second = (str(teams.listed(WORDS, offer, number)) for number in range(2))
    assert "setup.list.1" in first
    assert ("setup.list.0" in second, "setup.list.2" in second) == (True, False)
    assert "setup.list.1" not in str(teams.listed(WORDS, Offer(offer.teams[:40])))


def test_a_hundred_people_are_all_in_the_list() -> None:
    its = _set_up(_team(NAMES["long"]))
    told = "".join(str(people.listed(WORDS, its, number)) for number in range(3))
    assert all(f"'text': '<@{_id(n)}>" in told for n in range(100))


def test_everybody_of_a_large_team_is_still_on_a_shift_after_its_form_was_sent() -> None:
    its = _set_up(_team(NAMES["long"], 230))
    form = shifts.form(WORDS, its, its.data["shifts"][0], 0)
    (chosen,) = [b["element"] for b in form["blocks"] if b.get("block_id") == "people"]
    assert len(chosen["initial_users"]) == 230


def test_every_supervisor_can_be_chosen_however_many_there_are() -> None:
    team = _team(NAMES["long"], 230)
    everybody = tuple(replace(m, role=Role.SUPERVISOR, cover=None) for m in team.members)
    form = people.adding(WORDS, _set_up(replace(team, members=everybody)), Ref("t"))
    assert list(check_view(form, kind="modal")) == []
    assert all(_id(n) in str(form) for n in range(230))


def test_a_mistake_goes_under_its_input_or_the_first_with_whom_it_is_about() -> None:
    its = _set_up(_team(NAMES["long"], 3))
    form = check_ins.form(WORDS, its, None, 0, TODAY)
    why = Refused(
        (
            Fault(("rrule",), "", says("mistakes.missing")),
            Fault(("people", 2), "", TWICE),
            Fault(None, "Ben", says("mistakes.empty")),
            Fault(None, "", NO_SLACK),
        )
    )
    assert faults.errors(WORDS, form, why) == {
        "weeks": "“How often” is missing; add it.",
        "people": "'Ana' is there already; name each person once.",
        "role": "Ben: is empty; fill it in. Slack could not be asked: no idea.",
    }


def test_a_mistake_fits_under_its_input() -> None:
    its = _set_up(_team(NAMES["long"], 3))
    form = check_ins.form(WORDS, its, None, 0, TODAY)
    told = faults.errors(WORDS, form, Refused((Fault(None, LONG * 9, ENDLESS),) * 9))
    assert len(told["role"]) < 2000
