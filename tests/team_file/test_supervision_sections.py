"""[supervision], [[check_ins]], and the first day and cover of a member."""

from datetime import date, time

import pytest

from bot.domain.team import Cadence, Role, Supervision
from bot.team_file.problems import TeamFileError
from bot.team_file.recurrence import FIRST_DAY
from tests.team_file.conftest import Place

RUTH = 'person = "ruth@harbour.example"\nrole = "supervisor"\n'
ANA = 'person = "ana@harbour.example"\nrole = "peer supporter"\n'
SECTIONS = "# How often people meet"
WEEKLY = '\n[[check_ins]]\nrole = "supervisor"\nrrule = "FREQ=WEEKLY;BYDAY=TU"\nat = "10:00"\n'


@pytest.fixture
def harbour(harbour: str) -> str:
    """The example without what it says about supervision."""
    return harbour[: harbour.index(SECTIONS)]


async def test_without_them_there_are_defaults_and_no_check_ins(place: Place, harbour: str) -> None:
    team = (await place.apply(harbour)).team
    assert (team.supervision, team.cadences) == (Supervision(12, 2, 60), ())


async def test_each_says_how_often_and_for_whom(place: Place, harbour: str) -> None:
    text = harbour + (
        "\n[supervision]\nonboarding_weeks = 8\nprepare_days = 3\nminutes = 45\n"
        '\n[[check_ins]]\nrole = "peer supervisor"\nfirst_day = 2026-11-26\nat = "11:30"\n'
        'rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"\nonboarding_rrule = "FREQ=WEEKLY;BYDAY=TH"\n'
        'people = ["ana@harbour.example"]\n' + WEEKLY
    )
    team = (await place.apply(text)).team
    assert team.supervision == Supervision(8, 3, 45)
    weekly = "FREQ=WEEKLY;BYDAY=TU"
    assert team.cadences == (
        Cadence(
            Role.PEER_SUPERVISOR,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
            "FREQ=WEEKLY;BYDAY=TH",
            date(2026, 11, 26),
            time(11, 30),
            ("U0ANA",),
        ),
        Cadence(Role.SUPERVISOR, weekly, weekly, FIRST_DAY, time(10)),
    )
    assert place.teams() == [team]


async def test_without_a_rule_of_its_own_people_who_are_new_meet_every_week(
    place: Place, harbour: str
) -> None:
    every_other = WEEKLY.replace("WEEKLY;", "WEEKLY;INTERVAL=2;") + "first_day = 2026-11-24\n"
    (cadence,) = (await place.apply(harbour + every_other)).team.cadences
    assert cadence.rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert cadence.onboarding_rrule == "FREQ=WEEKLY;BYDAY=TU"


async def test_a_member_may_have_a_first_day_and_a_supervisor_a_cover(
    place: Place, harbour: str
) -> None:
    text = harbour.replace(RUTH, f'{RUTH}cover = "niko@harbour.example"\n')
    text = text.replace(ANA, f"{ANA}first_day = 2026-11-16\n")
    team = (await place.apply(text)).team
    found = {member.id: (member.first_day, member.cover) for member in team.members}
    assert found["U0ANA"] == (date(2026, 11, 16), None)
    assert found["U0RUTH"] == (None, "U0NIKO")


MISTAKES = {
    "cover of somebody who supervises nobody": (
        (ANA, f'{ANA}cover = "ruth@harbour.example"\n'),
        "members[1].cover: is for supervisors of either kind; take it out here",
    ),
    "cover by oneself": (
        (RUTH, f'{RUTH}cover = "ruth@harbour.example"\n'),
        "cover: nobody steps in for themselves; name somebody else",
    ),
    "cover by a peer supporter": (
        (RUTH, f'{RUTH}cover = "ana@harbour.example"\n'),
        "cover: 'ana@harbour.example' is neither a supervisor nor a coordinator; name somebody",
    ),
    "check-ins with a coordinator": (
        ('role = "supervisor"\nrrule', 'role = "coordinator"\nrrule'),
        "check_ins[1].role: needs to be one of: supervisor, peer supervisor",
    ),
    "a rule that counts from no day": (
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        "check_ins[1].rrule: counts from a day; add that day as `first_day`",
    ),
    "check-ins of nobody in the team": (
        ('\nat = "10:00"\n', '\nat = "10:00"\npeople = ["cora@harbour.example"]\n'),
        "check_ins[1].people[1]: 'cora@harbour.example' is nobody in [[members]]",
    ),
}


@pytest.mark.parametrize(("change", "told"), MISTAKES.values(), ids=MISTAKES)
async def test_a_mistake_is_named_with_its_place(
    place: Place, harbour: str, change: tuple[str, str], told: str
) -> None:
    text = harbour.replace(*change, 1) + WEEKLY.replace(*change, 1)
    with pytest.raises(TeamFileError) as caught:
        await place.apply(text)
    assert told in str(caught.value)
    assert place.teams() == []
