"""From a team file and what Slack says of it to the domain's team."""

from bot.domain.rhythm import denser
from bot.domain.team import Cadence, Member, Shift, Supervision, SurveyCadence, Team, Weekly
from bot.team_file.directory import Channel, Person
from bot.team_file.model import CheckInEntry, MemberEntry, ShiftEntry, TeamFile
from bot.team_file.recurrence import FIRST_DAY, until_a_day
from bot.team_file.references import same

People = dict[str, Person]
"""By how the file names them, as `same` compares it."""


def to_team(file: TeamFile, people: People, channel: Channel) -> Team:
    """The same file and the same people make equal teams."""
    zone = file.team.timezone
    return Team(
        key=file.team.key,
        name=file.team.name,
        channel=channel.id,
        timezone=zone,
        debrief_lead_minutes=file.debrief.minutes_before_end,
        digest=Weekly(file.digest.weekday, file.digest.at),
        survey=SurveyCadence(**file.survey.model_dump()) if file.survey else None,
        members=tuple(_member(entry, people, zone) for entry in file.members),
        shifts=tuple(_shift(entry, people, zone) for entry in file.shifts),
        danger_route=file.team.danger_route,
        holiday_region=file.holidays.region,
        daily_budget=file.prompts.a_day,
        break_reminders=file.breaks.reminders,
        supervision=Supervision(**file.supervision.model_dump()),
        cadences=tuple(_cadence(entry, people) for entry in file.check_ins),
    )


def _member(entry: MemberEntry, people: People, zone: str) -> Member:
    person = people[same(entry.person)]
    return Member(
        id=person.id,
        name=person.name,
        role=entry.role,
        timezone=entry.timezone or person.timezone or zone,
        supervisor=_id(entry.supervisor, people),
        peer_supervisor=_id(entry.peer_supervisor, people),
        first_day=entry.first_day,
        cover=_id(entry.cover, people),
    )


def _id(reference: str | None, people: People) -> str | None:
    return people[same(reference)].id if reference else None


def rule_of(entry: ShiftEntry, zone: str) -> str:
    """The rule as it is stored, in a team of this time zone: where it ends, it ends at a day."""
    return until_a_day(entry.rule, entry.starts, entry.timezone or zone)


def _shift(entry: ShiftEntry, people: People, zone: str) -> Shift:
    return Shift(
        name=entry.name,
        rrule=rule_of(entry, zone),
        starts=entry.starts,
        ends=entry.ends,
        timezone=entry.timezone or zone,
        first_day=entry.first_day or FIRST_DAY,
        last_day=entry.last_day,
        people=tuple(people[same(person)].id for person in entry.people),
    )


def _cadence(entry: CheckInEntry, people: People) -> Cadence:
    return Cadence(
        line=entry.role,
        rrule=entry.rrule,
        onboarding_rrule=entry.onboarding_rrule or denser(entry.rrule),
        first_day=entry.first_day or FIRST_DAY,
        at=entry.at,
        people=tuple(people[same(person)].id for person in entry.people),
    )
