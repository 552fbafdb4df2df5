"""One simulated week, as fast as the machine can, through the same sockets as in real life."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.demo.control import Control
from bot.demo.members import Members
from bot.demo.practice import Practice
from bot.demo.transcript import Post, Transcript
from bot.domain.digest import digest_prompts
from bot.domain.shifts import to_utc
from bot.domain.team import Team
from bot.team_file.model import TeamFile

EARLY = time(6)
A_WEEK = timedelta(days=7)
A_MINUTE = timedelta(minutes=1)


def monday_of(file: TeamFile, today: datetime) -> datetime:
    """Early on the Monday of the week in which the team's first survey opens.

    Without a survey it is the present week. Local to the team.
    """
    timezone = file.team.timezone
    return _monday(file.survey.first_day, timezone) if file.survey else this_monday(timezone, today)


def this_monday(timezone: str, today: datetime) -> datetime:
    """Early on the Monday of the present week there."""
    return _monday(today.astimezone(ZoneInfo(timezone)).date(), timezone)


def _monday(day: date, timezone: str) -> datetime:
    return to_utc(day - timedelta(days=day.weekday()), EARLY, timezone)


def end_of(team: Team, start: datetime) -> datetime:
    """Just after the last supervisor has the digest of the week that began at `start`."""
    digests = list(digest_prompts([team], start + A_WEEK - timedelta(days=1), start + 2 * A_WEEK))
    firsts = {prompt.recipient: prompt.due_at for prompt in reversed(digests)}
    return max([*firsts.values(), start + A_WEEK]) + A_MINUTE


async def play(
    practice: Practice, team: Team, until: datetime, write: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Let the week happen; write a transcript, and answer with every message that was posted."""
    async with aiohttp.ClientSession() as session:
        control = Control(session, practice.sandbox.url)
        await control.learn()
        clock, transcript = practice.sandbox.clock, Transcript(team.timezone, write)
        members = Members(control, lambda text: transcript.line(clock.now(), text))
        week = Week(practice, control, members, transcript)
        while clock.now() < until:
            await week.step(until)
        return [post.as_json(control.members) for post in week.posts]


class Week:
    """The driver: to the next instant, let everybody do what they do there, and look what came."""

    def __init__(
        self, practice: Practice, control: Control, members: Members, transcript: Transcript
    ) -> None:
        self._practice = practice
        self._control = control
        self._members = members
        self._transcript = transcript
        self.posts: list[Post] = []

    async def step(self, until: datetime) -> None:
        """One instant."""
        clock = self._practice.sandbox.clock
        known = (await self._practice.app.upcoming(), self._members.agenda.next(), until)
        await clock.jump(min(instant for instant in known if instant))
        await self._look()
        await self._members.agenda.act(clock.now())
        await self._practice.app.tick()
        await self._practice.sandbox.settled()
        await self._look()

    async def _look(self) -> None:
        """Whatever has been posted since the last look, told and noticed."""
        new = await self._control.new_posts()
        for at, alike in groupby(new, lambda post: (post.at.replace(microsecond=0), post.text)):
            self._transcript.line(at[0], self._control.told(list(alike)))
        for post in new:
            self._members.notice(post)
        self.posts += new
