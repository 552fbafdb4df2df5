"""From the domain's team back to a team file: as data, and as text."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from bot.domain.rhythm import WEEKDAYS, denser
from bot.domain.team import Cadence, Member, Shift, SurveyCadence, Team
from bot.team_file.recurrence import FIRST_DAY, weekdays

Data = dict[str, Any]
Names = Mapping[str, str]
"""By Slack id, what somebody is called: it stands behind the id, as a comment."""


def to_data(team: Team, workspace: str) -> Data:
    """What a file says that makes this very team, in the shape that reading TOML gives.

    People are Slack ids and each has their time zone, so that the file means the same whatever
    becomes of an e-mail address or of what somebody chooses in Slack. A shift in the team's time
    zone says none, so that it follows when that is corrected.
    """
    found: Data = _without_none(
        {
            "workspace": workspace,
            "team": _team(team),
            "debrief": {"minutes_before_end": team.debrief_lead_minutes},
            "digest": {"weekday": WEEKDAYS[team.digest.weekday], "at": _clock(team.digest.at)},
            "prompts": {"a_day": team.daily_budget},
            "breaks": {"reminders": team.break_reminders},
            "holidays": {"region": team.holiday_region} if team.holiday_region else None,
            "survey": _survey(team.survey) if team.survey else None,
            "supervision": {
                "onboarding_weeks": team.supervision.onboarding_weeks,
                "prepare_days": team.supervision.prepare_days,
                "minutes": team.supervision.minutes,
            },
            "check_ins": [_check_in(cadence) for cadence in team.cadences] or None,
            "members": [_member(member) for member in team.members],
            "shifts": [_shift(shift, team.timezone) for shift in team.shifts] or None,
        }
    )
    return found


def to_toml(data: Data, names: Names) -> str:
    """The same as a file's text. A person's name is only a comment: nothing goes by it."""
    return "\n".join(_lines(data, names)).rstrip("\n") + "\n"


def names_of(team: Team) -> dict[str, str]:
    """What its people are called."""
    return {member.id: member.name for member in team.members}


def names_in(text: str) -> dict[str, str]:
    """What people are called by the comments in such a text."""
    return dict(_COMMENT.findall(text))


_COMMENT = re.compile(r'^person = "(\w+)"  # (.*)$', re.MULTILINE)


def _team(team: Team) -> Data:
    return {
        "key": team.key,
        "name": team.name,
        "channel": team.channel,
        "timezone": team.timezone,
        "danger_route": team.danger_route,
    }


def _survey(survey: SurveyCadence) -> Data:
    return {
        "template": survey.template,
        "first_day": survey.first_day,
        "every_weeks": survey.every_weeks,
        "opens": _clock(survey.opens),
        "open_days": survey.open_days,
        "closes": _clock(survey.closes),
        "group": survey.group,
    }


def _member(member: Member) -> Data:
    return {
        "person": member.id,
        "role": str(member.role),
        "timezone": member.timezone,
        "supervisor": member.supervisor,
        "peer_supervisor": member.peer_supervisor,
        "first_day": member.first_day,
        "cover": member.cover,
    }


def _shift(shift: Shift, zone: str) -> Data:
    days = weekdays(shift.rrule)
    unsaid = days and shift.first_day == FIRST_DAY
    return {
        "name": shift.name,
        "days": [WEEKDAYS[day][:3] for day in days] or None,
        "rrule": None if days else shift.rrule,
        "first_day": None if unsaid else shift.first_day,
        "last_day": shift.last_day,
        "starts": _clock(shift.starts),
        "ends": _clock(shift.ends),
        "timezone": None if shift.timezone == zone else shift.timezone,
        "people": list(shift.people),
    }


def _check_in(cadence: Cadence) -> Data:
    usual = cadence.onboarding_rrule == denser(cadence.rrule)
    return {
        "role": str(cadence.line),
        "first_day": cadence.first_day,
        "rrule": cadence.rrule,
        "onboarding_rrule": None if usual else cadence.onboarding_rrule,
        "at": _clock(cadence.at),
        "people": list(cadence.people) or None,
    }


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _without_none(found: Any) -> Any:  # noqa: ANN401 - TOML holds anything but nothing
    if isinstance(found, dict):
        return {key: _without_none(each) for key, each in found.items() if each is not None}
    return [_without_none(each) for each in found] if isinstance(found, list) else found


def _lines(data: Data, names: Names) -> Iterator[str]:
    """Plain keys first: in TOML those after a table's heading would belong to it."""
    yield from _pairs({k: v for k, v in data.items() if not isinstance(v, dict | list)}, names)
    for key, value in data.items():
        if isinstance(value, dict):
            yield from ("", f"[{key}]", *_pairs(value, names))
        elif isinstance(value, list):
            for entry in value:
                yield from ("", f"[[{key}]]", *_pairs(entry, names))


def _pairs(table: Data, names: Names) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, list) and any(each in names for each in value):
            yield f"{key} = ["
            yield from (f"    {_value(each)},{_called(each, names)}" for each in value)
            yield "]"
        else:
            yield f"{key} = {_value(value)}{_called(value, names)}"


def _called(value: object, names: Names) -> str:
    """A comment ends with its line, whatever somebody's name holds."""
    name = names.get(value, "") if isinstance(value, str) else ""
    printable = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return f"  # {printable}" if printable else ""


def _value(value: object) -> str:
    """One value. JSON writes texts as TOML does, but for DEL."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
