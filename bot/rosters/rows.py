"""One entry of a roster's file, whatever kind of file it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = timedelta(hours=24)
"""Of one shift; what is longer is a holiday, a conference or a mistake."""

YEARS = range(1970, 2200)
"""Those of the shifts that there are; a rule that ends later has no end."""

ANY_TIME = datetime(YEARS.start, 1, 1, tzinfo=UTC)
"""The start of what is cancelled and does not say which."""

Moment = datetime | date
"""When a recurrence is meant that has another time, or none: some programs name the day alone."""


@dataclass(frozen=True, slots=True)
class Reference:
    """How a file names a person. `text` is as the file has it: a name, a Slack id, or a title.

    `address` is an e-mail address in small letters. What `begins` with a name may go on with a
    hyphen, a colon or a bracket, as titles do.
    """

    text: str
    address: str | None = None
    begins: bool = False


Who = tuple[Reference | None, frozenset[Reference]]
"""A title, and those who are invited."""


@dataclass(frozen=True, slots=True)
class Row:
    """A shift or a series of shifts. `starts` and `ends` are in the zone of the start, or in UTC.

    `people` are those who work; without any it is the one that `title` or else `organizer` names.
    `rules` are RRULEs whose UNTIL is in UTC and that have no COUNT. `instead_of` makes it an
    override of one shift of the series with the same `uid`, `and_later` of all that follow too.
    `uid` is empty where the file gives none. What is `cancelled` does not take place; as a `whole`
    where that holds for a series with all of its overrides.
    """

    line: int
    starts: datetime
    ends: datetime
    people: tuple[Reference, ...] = ()
    title: Reference | None = None
    organizer: Reference | None = None
    uid: str = ""
    sequence: int = 0
    rules: tuple[str, ...] = ()
    until: datetime | None = None
    added: tuple[tuple[datetime, datetime | None], ...] = ()
    left_out: tuple[Moment, ...] = ()
    instead_of: Moment | None = None
    and_later: bool = False
    cancelled: bool = False
    whole: bool = False

    def references(self) -> Iterator[Reference]:
        """Everybody it names."""
        yield from self.people
        yield from (one for one in (self.title, self.organizer) if one)

    @property
    def who(self) -> Who:
        """Whose it is, as the file has it."""
        return self.title, frozenset(self.people)

    @property
    def recurs(self) -> bool:
        """Whether it is a series."""
        return bool(self.rules or self.added)

    @property
    def is_too_long(self) -> bool:
        """Whether one of its shifts is, by the clock on the wall."""
        spans = [(self.starts, self.ends), *((start, end or start) for start, end in self.added)]
        walls = ((start.replace(tzinfo=None), end.replace(tzinfo=None)) for start, end in spans)
        return any(end - start > LONGEST for start, end in walls)

    def is_over(self, now: datetime) -> bool:
        """Whether nothing of it ends after now. `until` is None where its rules have no end.

        An end that is before the start is a slip, and says nothing of when a shift was over.
        """
        if self.and_later or (self.rules and self.until is None):
            return False
        ends = [self.ends if self.ends > self.starts else self.starts + LONGEST]
        ends += [(end or start + LONGEST) for start, end in self.added]
        ends += [self.until + LONGEST] if self.until else []
        if isinstance(self.instead_of, datetime):
            ends.append(self.instead_of + LONGEST)
        elif self.instead_of:
            ends.append(datetime.combine(self.instead_of, datetime.min.time(), UTC) + 2 * LONGEST)
        return max(each.astimezone(UTC) for each in ends) <= now
