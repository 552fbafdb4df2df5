"""Whether a prompt that is due may go out now, has to wait, or has come to its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.domain.absence import ALL, ASKED_FOR
from bot.domain.attempt import is_direct
from bot.domain.breaks import LAST_CALL, STALE, Reminder
from bot.domain.budget import Day, counts, fits
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.shifts import DAY, to_utc

ARRIVED = timedelta(minutes=15)
"""After the start of a shift. Our own measure: arriving and handing over come first."""

NOT_PLANNED_YET = timedelta(hours=12)
"""Before looking again for a next shift. The coming two days are planned, so none is missed."""

SPREAD = timedelta(minutes=15)
"""Over which the breaks of those come who can be disturbed again at the same instant."""

WITHIN_SHIFTS = frozenset({Kind.DEBRIEF, Kind.BREAK})
"""These lie in a shift by the way they are planned, and end with it."""

FOR_NOW = frozenset({Kind.COMPANY_ASK, Kind.SOONER_ASK})
"""Somebody's question whether one is there for them now: later it would only weigh on both."""

SUPERVISION = frozenset(
    {Kind.AGENDA, Kind.CHECK_IN_AFTER, Kind.CHECK_IN_MOVED, Kind.COVER, Kind.NO_COVER}
)
SURVEY = frozenset({Kind.SURVEY_INVITATION, Kind.SURVEY_HELD, Kind.SURVEY_ENDED, Kind.SURVEY_DONE})
OUTLASTS_QUIET = SUPERVISION | SURVEY
"""Whoever was not there on that day is still to know of these."""


@dataclass(frozen=True, slots=True)
class Send:
    """Now."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not before `at`, and then it is judged anew. `until` is when it expires, if that changes."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """Never: LATE or WITHDRAWN."""

    state: State


NotNow = Later | Ends
Decision = Send | NotNow
SEND, LATE, WITHDRAWN = Send(), Ends(State.LATE), Ends(State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One person's, now. None of it depends on whether they answered a survey.

    `unwanted` are the kinds that they want none of, all of them while they are quiet or off.
    `has_shifts`: whether any are known of theirs; where none are, the team's hours stand.
    `work_until` is when the shift ends that they are on, and None where they are on none.
    `next_start` is when the next one starts after now, as far as that is planned.
    """

    timezone: str
    unwanted: frozenset[Kind]
    has_shifts: bool
    work_until: datetime | None
    next_start: datetime | None
    day: Day

    @property
    def at_work(self) -> bool:
        """Whether a shift of theirs runs."""
        return self.work_until is not None


def judge(prompt: Prompt, about: Circumstances | None, now: datetime) -> Decision:
    """What becomes of it; `about` is None for a channel, where only the time counts.

    What is meant for a channel goes on for all, even where one of those named is quiet: leaving
    somebody out would show it.
    """
    if now >= prompt.expires_at:
        return LATE
    if about is None or not is_judged(prompt):
        return SEND
    if prompt.kind in about.unwanted:
        waits = about.unwanted >= ALL and prompt.kind in OUTLASTS_QUIET
        return _at_work_again(prompt, about, now) if waits else WITHDRAWN
    if about.has_shifts and not about.at_work and prompt.kind not in WITHIN_SHIFTS:
        is_for_now = prompt.kind in FOR_NOW
        return WITHDRAWN if is_for_now else _at_work_again(prompt, about, now)
    if counts(prompt) and not fits(prompt.kind, about.day):
        at = _next_time(prompt, about, now)
        return Later(at) if at < prompt.expires_at else WITHDRAWN
    return SEND


def is_judged(prompt: Prompt) -> bool:
    """Whether its reader's circumstances count: not in a channel, nor for what somebody awaits."""
    return is_direct(prompt.recipient) and prompt.kind not in ASKED_FOR


def heeds_quiet_hours(prompt: Prompt) -> bool:
    """Whether Slack's do-not-disturb is heeded: not for what somebody asked for just now."""
    return is_direct(prompt.recipient) and counts(prompt)


def after_quiet_hours(prompt: Prompt, ends: datetime, work_until: datetime | None) -> Decision:
    """What becomes of it for somebody whose do-not-disturb lasts until `ends`.

    It waits while waiting leaves a time for it. Where none would be left it goes out at once, and
    Slack itself shows no notification: whoever works through the hours that Slack takes for their
    night would otherwise never be sent anything. A break may come later than it otherwise would,
    up to its last call; and not at the same minute for everybody.
    """
    latest = _latest(prompt, work_until)
    if ends >= latest:
        return SEND
    if prompt.kind is not Kind.BREAK:
        return Later(ends)
    at = ends + _own_part(prompt.recipient, ends) * min(SPREAD, latest - ends)
    return Later(at, max(min(at + STALE, latest), prompt.expires_at))


def _latest(prompt: Prompt, work_until: datetime | None) -> datetime:
    """Until when it would still come: not after the shift that somebody is on."""
    if prompt.kind is Kind.BREAK:
        return max(Reminder.of(prompt).ends - LAST_CALL, prompt.expires_at)
    return min(prompt.expires_at, work_until) if work_until else prompt.expires_at


def _at_work_again(prompt: Prompt, about: Circumstances, now: datetime) -> Later:
    """It waits, to its end if need be: until then a shift may be added, or a quiet day ended."""
    return Later(min(_next_time(prompt, about, now), prompt.expires_at))


def _next_time(prompt: Prompt, about: Circumstances, now: datetime) -> datetime:
    """When the person is next at work, or else at the same local hour of the next day."""
    if not about.has_shifts:
        return _same_hour_tomorrow(prompt.due_at, about.timezone, now)
    if about.next_start is None:
        return now + NOT_PLANNED_YET
    arrived = about.next_start + ARRIVED
    return arrived if arrived < prompt.expires_at else about.next_start


def _same_hour_tomorrow(due: datetime, timezone: str, now: datetime) -> datetime:
    zone = ZoneInfo(timezone)
    hour = due.astimezone(zone).time().replace(tzinfo=None)
    return to_utc(now.astimezone(zone).date() + DAY, hour, timezone)


def _own_part(person: str, ends: datetime) -> float:
    """From 0 up to 1; the same in every process, and on another day another."""
    told = f"{person} {ends.timestamp():.0f}"
    return int.from_bytes(sha256(told.encode()).digest()[:2]) / 2**16
