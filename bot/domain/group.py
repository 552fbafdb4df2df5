"""The people whom a survey asks together: one team, or several that are pooled."""

from dataclasses import dataclass

from bot.domain.team import Member, SurveyCadence, Team


@dataclass(frozen=True, slots=True)
class Group:
    """Teams that share their surveys, by key, and whom a round of theirs asks.

    `release.pooled` makes groups; that nobody is invited in two of them is its doing.
    """

    key: str
    teams: tuple[Team, ...]
    invited: tuple[Member, ...]

    @property
    def lead(self) -> Team:
        """The team whose cadence, hours and time zone count: the first that has a survey."""
        return next((team for team in self.teams if team.survey), self.teams[0])

    @property
    def survey(self) -> SurveyCadence | None:
        """When rounds open by themselves, if they do."""
        return self.lead.survey

    @property
    def timezone(self) -> str:
        """An IANA name."""
        return self.lead.timezone

    def may_be_opened_by(self, person: str) -> bool:
        """Whether this person may open a round by hand: one who leads or coordinates a team."""
        return any(team.is_led_by(person) for team in self.teams)
