"""Who is offered a debrief, where and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.prompts import Kind, Prompt
from bot.domain.team import Team
from bot.domain.working import Worked, at_work


@dataclass(frozen=True, slots=True)
class Leaving:
    """The people of one team whose shifts end at the same instant."""

    team: str
    people: tuple[str, ...]
    ends: datetime
    timezone: str

    @staticmethod
    def of(prompt: Prompt) -> "Leaving":
        """Read back what a planned debrief is about."""
        subject = prompt.subject
        people = tuple(subject["people"].split(","))
        ends = datetime.fromisoformat(subject["ends"])
        return Leaving(prompt.team or "", people, ends, subject["timezone"])

    def each(self) -> set[tuple[str, datetime, str]]:
        """The end of a shift that each of them leaves at: about one somebody is asked once."""
        return {(self.team, self.ends, person) for person in self.people}

    def still(self, worked: Iterable[Worked]) -> "Leaving | None":
        """Those of them who leave then, by what is worked by now; None where nobody does.

        `worked` is as in `leavings`.
        """
        theirs = [each for each in worked if each.person in self.people]
        return next(leavings(self.team, theirs, self.ends, self.ends + timedelta.resolution), None)

    def prompt(self, channel: str, lead: timedelta) -> Prompt:
        """In the channel for those who leave together, to the person who leaves alone.

        Once the shift has ended it is no longer sent: it would arrive at home.
        """
        recipient = channel if len(self.people) > 1 else self.people[0]
        subject = {
            "people": ",".join(self.people),
            "ends": self.ends.isoformat(),
            "timezone": self.timezone,
        }
        return Prompt(Kind.DEBRIEF, recipient, self.ends - lead, self.ends, self.team, subject)


def debrief_prompts(
    team: Team,
    worked: Sequence[Worked],
    since: datetime,
    until: datetime,
    own: Mapping[str, timedelta] = MappingProxyType({}),
) -> Iterator[Prompt]:
    """The debriefs that are due in [since, until), of a team that works `worked`.

    `own`: how long ahead those want theirs who said so. It holds for who leaves alone.
    """
    usual = timedelta(minutes=team.debrief_lead_minutes)
    leads = {usual, *own.values()}
    for leaving in leavings(team.key, worked, since + min(leads), until + max(leads)):
        lead = usual if len(leaving.people) > 1 else own.get(leaving.people[0], usual)
        if since <= leaving.ends - lead < until:
            yield leaving.prompt(team.channel, lead)


def leavings(
    team: str, worked: Sequence[Worked], since: datetime, until: datetime
) -> Iterator[Leaving]:
    """Who leaves together, for each instant in [since, until) at which shifts end.

    Whoever goes straight on to another shift, or is still on one, does not leave: `worked` must
    hold all that starts before `until`, however late it ends.
    """
    zones: dict[datetime, dict[str, str]] = defaultdict(dict)
    theirs: dict[str, list[Worked]] = defaultdict(list)
    for each in worked:
        theirs[each.person].append(each)
        if since <= each.ends < until:
            zones[each.ends][each.person] = each.timezone
    for ends, zone in sorted(zones.items()):
        people = tuple(sorted(one for one in zone if not at_work(theirs[one], ends)))
        if people:
            yield Leaving(team, people, ends, zone[people[0]])
