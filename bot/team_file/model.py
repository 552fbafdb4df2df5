"""What a team file may hold. Each field refuses, in a phrase, what could not be worked with."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from bot.domain.saying import says
from bot.domain.team import DAILY_BUDGET, Role, Supervision
from bot.team_file import recurrence
from bot.team_file.values import (
    MistakeError,
    read_date,
    read_days,
    read_region,
    read_time,
    read_weekday,
    read_zone,
)

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text = Annotated[str, Field(min_length=1, max_length=80)]
Sentence = Annotated[str, Field(min_length=1, max_length=300)]
Person = Annotated[str, Field(min_length=1, max_length=255)]
Whole = Annotated[int, Field(strict=True)]
Clock = Annotated[time, BeforeValidator(read_time)]
Day = Annotated[date, BeforeValidator(read_date)]
Zone = Annotated[str, AfterValidator(read_zone)]
Days = Annotated[tuple[str, ...], BeforeValidator(read_days)]
Weekday = Annotated[int, BeforeValidator(read_weekday)]
Region = Annotated[str, AfterValidator(read_region)]
Rule = Annotated[str, Field(max_length=1000), AfterValidator(recurrence.read)]


class Section(BaseModel):
    """A table of the file; a key that it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamSection(Section):
    """Who the team is. `key` tells it from other teams and never changes.

    `danger_route` says where to turn when someone may be in danger.
    """

    key: Key
    name: Text
    channel: Text
    timezone: Zone
    danger_route: Sentence | None = None


class DebriefSection(Section):
    """How long before people leave they are offered a debrief, in minutes."""

    minutes_before_end: Annotated[Whole, Field(ge=1, le=60)] = 10


class DigestSection(Section):
    """When supervisors get the week's digest; local to the team."""

    weekday: Weekday = 0
    at: Clock = time(9)


class PromptsSection(Section):
    """How many messages a person gets in a day, at most."""

    a_day: Annotated[Whole, Field(ge=1, le=20)] = DAILY_BUDGET


class BreaksSection(Section):
    """Whether people are reminded, once a shift, to take a break."""

    reminders: Annotated[bool, Field(strict=True)] = True


class HolidaysSection(Section):
    """Where the team's public holidays are those of, such as "CA-ON"; without it there are none."""

    region: Region | None = None


class SurveySection(Section):
    """When a round opens and closes; local to the team. A round ends before the next begins.

    None is open for longer than four weeks (bot.domain.release). Teams with the same `group` are
    asked together.
    """

    template: Text
    first_day: Day
    every_weeks: Annotated[Whole, Field(ge=1, le=52)] = 4
    opens: Clock = time(10)
    open_days: Annotated[Whole, Field(ge=0, le=28)] = 4
    closes: Clock = time(16)
    group: Key | None = None

    @field_validator("open_days")
    @classmethod
    def _before_the_next(cls, days: int, info: ValidationInfo) -> int:
        if days >= 7 * info.data.get("every_weeks", 52):
            raise MistakeError(says("mistakes.open_days"))
        return days

    @field_validator("closes")
    @classmethod
    def _after_it_opens(cls, closes: time, info: ValidationInfo) -> time:
        if info.data.get("open_days") == 0 and closes <= info.data.get("opens", time.min):
            raise MistakeError(says("mistakes.closes"))
        return closes


class SupervisionSection(Section):
    """What holds for all check-ins: weeks of onboarding, working days to prepare, their minutes."""

    onboarding_weeks: Annotated[Whole, Field(ge=0, le=104)] = Supervision().onboarding_weeks
    prepare_days: Annotated[Whole, Field(ge=0, le=10)] = Supervision().prepare_days
    minutes: Annotated[Whole, Field(ge=10, le=240)] = Supervision().minutes


class CheckInEntry(Section):
    """How often people meet their supervisor, or their peer supervisor: all of them, or `people`.

    Without a rule of its own onboarding is every week where the usual one is every so many. `at` is
    local to each person.
    """

    role: Literal[Role.SUPERVISOR, Role.PEER_SUPERVISOR]
    first_day: Day | None = None
    rrule: Rule
    onboarding_rrule: Rule | None = None
    at: Clock
    people: tuple[Person, ...] = ()

    @field_validator("rrule", "onboarding_rrule")
    @classmethod
    def _clear(cls, rule: str | None, info: ValidationInfo) -> str | None:
        if rule and "first_day" in info.data:
            recurrence.refuse_unclear(rule, info.data["first_day"])
        return rule


class MemberEntry(Section):
    """One person. Without a time zone it is the one they chose in Slack.

    `first_day` at work is where onboarding begins; `cover` steps in for a supervisor who is away.
    """

    person: Person
    role: Role
    timezone: Zone | None = None
    supervisor: Person | None = None
    peer_supervisor: Person | None = None
    first_day: Day | None = None
    cover: Person | None = None


class ShiftEntry(Section):
    """One recurring shift, by weekdays or by a rule.

    A check that takes two fields is made on the later one, if the earlier one could be read.
    """

    name: Text
    days: Days | None = None
    first_day: Day | None = None
    last_day: Day | None = None
    rrule: Annotated[Rule | None, Field(validate_default=True)] = None
    starts: Clock
    ends: Clock
    timezone: Zone | None = None
    people: Annotated[tuple[Person, ...], Field(min_length=1)]

    @property
    def rule(self) -> str:
        """The iCalendar RRULE."""
        return self.rrule or recurrence.weekly(self.days or ())

    @field_validator("last_day")
    @classmethod
    def _after_the_first(cls, last: date | None, info: ValidationInfo) -> date | None:
        if last and last < (info.data.get("first_day") or recurrence.FIRST_DAY):
            raise MistakeError(says("mistakes.last_day"))
        return last

    @field_validator("rrule")
    @classmethod
    def _days_or_rule(cls, rule: str | None, info: ValidationInfo) -> str | None:
        if "days" in info.data and (rule is None) == (info.data["days"] is None):
            raise MistakeError(says("mistakes.days_or_rule"))
        if rule and "first_day" in info.data:
            recurrence.refuse_unclear(rule, info.data["first_day"])
        return rule

    @field_validator("ends")
    @classmethod
    def _not_at_once(cls, ends: time, info: ValidationInfo) -> time:
        if ends == info.data.get("starts"):
            raise MistakeError(says("mistakes.no_length"))
        return ends


class TeamFile(Section):
    """The whole file."""

    workspace: Text
    team: TeamSection
    debrief: DebriefSection = DebriefSection()
    digest: DigestSection = DigestSection()
    prompts: PromptsSection = PromptsSection()
    breaks: BreaksSection = BreaksSection()
    holidays: HolidaysSection = HolidaysSection()
    survey: SurveySection | None = None
    supervision: SupervisionSection = SupervisionSection()
    check_ins: tuple[CheckInEntry, ...] = ()
    members: Annotated[tuple[MemberEntry, ...], Field(min_length=1)]
    shifts: tuple[ShiftEntry, ...] = ()


SECTIONS: dict[str, type[Section]] = {
    "": TeamFile,
    "team": TeamSection,
    "debrief": DebriefSection,
    "digest": DigestSection,
    "prompts": PromptsSection,
    "breaks": BreaksSection,
    "holidays": HolidaysSection,
    "survey": SurveySection,
    "supervision": SupervisionSection,
    "check_ins": CheckInEntry,
    "members": MemberEntry,
    "shifts": ShiftEntry,
}
"""Which keys are known where."""
