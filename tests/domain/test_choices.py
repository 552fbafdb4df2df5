"""What a person gets: on, off, or off until a day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absence import ALL, local_day
from bot.domain.choices import Choice, Oversight, Topic, Wish
from bot.domain.prompts import Kind

ZONES = st.sampled_from(["UTC", "America/St_Johns", "Pacific/Kiritimati", "Europe/London"])
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
CHOICES = st.dictionaries(st.sampled_from(Topic), st.sampled_from(Choice))
AHEAD = st.integers(-500, 500).map(timedelta)


@given(CHOICES, NOWS, ZONES, AHEAD)
def test_a_day_is_needed_for_what_is_off_until_one_and_fits_from_tomorrow_on(
    choices: dict[Topic, Choice], now: datetime, zone: str, ahead: timedelta
) -> None:
    wanted = Choice.UNTIL in choices.values()
    wish = Wish(choices, local_day(now, zone) + ahead)
    fits = 1 <= ahead.days <= 400
    assert wish.oversight(now, zone) is (None if fits or not wanted else Oversight.BAD_DAY)
    assert Wish(choices, None).oversight(now, zone) is (Oversight.NO_DAY if wanted else None)


@given(CHOICES, ZONES, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_each_topic_is_as_it_was_chosen_and_what_is_kept_is_not_touched(
    choices: dict[Topic, Choice], zone: str, back_on: date
) -> None:
    wish = Wish(choices, back_on)
    pauses, changed = wish.pauses(zone), wish.changed()
    assert pauses.keys() <= set(changed)
    for topic, choice in choices.items():
        for kind in topic.kinds:
            assert (kind in changed) is (choice is not Choice.KEEP)
            assert (kind in pauses) is (choice in {Choice.OFF, Choice.UNTIL})
            until = pauses.get(kind)
            assert (until is not None) is (choice is Choice.UNTIL)
            assert until is None or _midnight(until, zone) == back_on


def _midnight(until: datetime, zone: str) -> date:
    local = until.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == (0, 0)
    return local.date()


def test_each_kind_that_holdspace_sends_by_itself_is_in_one_topic() -> None:
    kinds = [kind for topic in Topic for kind in topic.kinds]
    assert len(kinds) == len(set(kinds))
    in_any_case = {Kind.CHECK_IN, Kind.CHECK_IN_MOVED, Kind.COVER, Kind.NO_COVER}
    in_any_case |= {Kind.AGENDA_SHARED}
    asked_by_people = {Kind.COMPANY_ASK, Kind.SOONER_ASK}
    assert set(kinds) == ALL - asked_by_people - in_any_case
