"""The tables. What a person wrote is in the clear only in a release, where its comments stand."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    true,
)

from bot.store.types import Instant

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

SLACK_ID = String(32)
NAME = String(255)
ZONE = String(64)
KEY = String(64)
LONG_AGO = "2000-01-01 00:00:00"


def _team() -> Column[str]:
    return Column("team", KEY, ForeignKey("team.key", ondelete="CASCADE"), primary_key=True)


def _round() -> Column[str]:
    parent = ForeignKey("survey_round.id", ondelete="CASCADE")
    return Column("round", String(32), parent, primary_key=True)


# One row: what tells this database from any other, and where its round keys were last.
installation = Table(
    "installation",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("key_directory", Text, nullable=False),
)

clock = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seen_at", Instant, nullable=False),
)

team = Table(
    "team",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("channel", SLACK_ID, nullable=False),
    Column("timezone", ZONE, nullable=False),
    Column("debrief_lead_minutes", Integer, nullable=False),
    Column("digest_weekday", Integer, nullable=False),
    Column("digest_at", Time, nullable=False),
    Column("danger_route", String(300)),
    Column("holiday_region", String(16)),
    Column("daily_budget", Integer, nullable=False, server_default="4"),
    Column("break_reminders", Boolean, nullable=False, server_default=true()),
    Column("onboarding_weeks", Integer, nullable=False, server_default="12"),
    Column("prepare_days", Integer, nullable=False, server_default="2"),
    Column("check_in_minutes", Integer, nullable=False, server_default="60"),
    # A team that was put away: since when, and what its file would say.
    Column("archived_at", Instant),
    Column("archived", Text),
    # When the planner looks at this team again; a change of what it goes by sets it to the past.
    Column("plan_at", Instant, nullable=False, index=True, server_default=LONG_AGO),
    # The same for whoever sees whether a survey is to be opened.
    Column("survey_at", Instant, nullable=False, index=True, server_default=LONG_AGO),
)

member = Table(
    "member",
    metadata,
    _team(),
    Column("person", SLACK_ID, primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("name", NAME, nullable=False),
    Column("role", String(32), nullable=False),
    Column("timezone", ZONE, nullable=False),
    Column("supervisor", SLACK_ID),
    Column("peer_supervisor", SLACK_ID),
    Column("first_day", Date),
    Column("cover", SLACK_ID),
)

shift = Table(
    "shift",
    metadata,
    _team(),
    Column("position", Integer, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("rrule", String(1000), nullable=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("timezone", ZONE, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("people", JSON, nullable=False),
)

# How often people meet on a line of supervision; an empty list of people means everybody on it.
cadence = Table(
    "cadence",
    metadata,
    _team(),
    Column("position", Integer, primary_key=True),
    Column("line", String(32), nullable=False),
    Column("rrule", String(1000), nullable=False),
    Column("onboarding_rrule", String(1000), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("at", Time, nullable=False),
    Column("people", JSON, nullable=False),
)

survey_cadence = Table(
    "survey_cadence",
    metadata,
    _team(),
    Column("template", KEY, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("every_weeks", Integer, nullable=False),
    Column("opens", Time, nullable=False),
    Column("closes", Time, nullable=False),
    Column("open_days", Integer, nullable=False),
    Column("group", KEY, index=True),
)

# A roster's calendar is iCalendar text in which an attendee is a Slack id and nothing else is said.
roster = Table(
    "roster",
    metadata,
    _team(),
    Column("name", KEY, primary_key=True),
    Column("calendar", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("sealed_feed", LargeBinary),
    Column("etag", NAME),
    Column("last_modified", String(64)),
    Column("fetch_at", Instant, index=True),
    Column("trouble", String(300)),
    # How often in a row the feed could not be had, which is how long to leave it alone.
    Column("failures", Integer, nullable=False, server_default="0"),
)

time_off = Table(
    "time_off",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", SLACK_ID, nullable=False, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
)

quiet = Table(
    "quiet",
    metadata,
    Column("person", SLACK_ID, primary_key=True),
    Column("until", Instant, nullable=False),
)

# A kind of prompt that somebody does without, until an instant or until they say otherwise.
pause = Table(
    "pause",
    metadata,
    Column("person", SLACK_ID, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("until", Instant),
)

# Who works when in the coming days, as shift patterns and rosters say, less all absences.
occurrence = Table(
    "occurrence",
    metadata,
    _team(),
    Column("person", SLACK_ID, primary_key=True),
    Column("starts_at", Instant, primary_key=True),
    Column("ends_at", Instant, nullable=False),
    Column("timezone", ZONE, nullable=False),
    Index("ix_occurrence_person", "person", "ends_at"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", NAME, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("recipient", SLACK_ID, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("team", KEY, ForeignKey("team.key", ondelete="CASCADE")),
    Column("subject", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("next_try_at", Instant, nullable=False),
    Column("channel", SLACK_ID),
    Column("ts", String(32)),
    Column("held", Boolean, nullable=False),
    Column("sent_at", Instant),
    # Slack's word for why it did not go out, such as not_in_channel, or one of ours.
    Column("trouble", String(64)),
    Index("ix_delivery_open", "state", "next_try_at"),
    Index("ix_delivery_recipient", "recipient", "due_at"),
    Index("ix_delivery_day", "recipient", "next_try_at"),
    Index("ix_delivery_team", "team", "kind", "due_at"),
)

# `line`: what was agreed on it, to come back at the next check-in. Without one it is the person's
# own, such as a debrief that they brought along.
agenda_item = Table(
    "agenda_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", SLACK_ID, nullable=False, index=True),
    Column("line", String(32)),
    Column("sealed", LargeBinary, nullable=False),
)

# One meeting of a person with whoever supervises them. `holder` is who comes to it: the supervisor,
# the cover, or for want of both nobody. What is written about it is sealed: the person's draft,
# which is theirs; what of it they shared; and the points that the holder added.
check_in = Table(
    "check_in",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team", KEY, ForeignKey("team.key", ondelete="CASCADE"), nullable=False),
    Column("person", SLACK_ID, nullable=False),
    Column("line", String(32), nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("prepare_at", Instant, nullable=False),
    Column("holder", SLACK_ID),
    # How often it became somebody else's, so that each change is told, and once.
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("state", String(16), nullable=False),
    Column("by_hand", Boolean, nullable=False, server_default=false()),
    Column("draft", LargeBinary),
    Column("shared", LargeBinary),
    Column("points", LargeBinary),
    UniqueConstraint("team", "person", "line", "planned_at"),
    Index("ix_check_in_person", "person", "starts_at"),
    Index("ix_check_in_holder", "holder", "starts_at"),
)

# What is known of a person beside their teams: when they were entered, left Slack and were last
# taken out of a team, and what they prefer.
person = Table(
    "person",
    metadata,
    Column("person", SLACK_ID, primary_key=True),
    Column("entered_at", Instant),
    Column("left_at", Instant),
    Column("left_team_at", Instant),
    Column("language", String(16)),
    Column("debrief_lead_minutes", Integer),
    Column("prepare_days", Integer),
)

# Who has been told what this app is: people, and channels.
introduction = Table(
    "introduction",
    metadata,
    Column("recipient", SLACK_ID, primary_key=True),
)

survey_round = Table(
    "survey_round",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("group", KEY, nullable=False),
    Column("template", JSON, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("k", Integer, nullable=False),
    Column("t", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    UniqueConstraint("group", "opened_at"),
)

# The teams that a round asks, as they were when it opened.
survey_round_team = Table("survey_round_team", metadata, _round(), _team())

# Without a rowid and keyed by a MAC, a slot's place says nothing about who or when.
survey_slot = Table(
    "survey_slot",
    metadata,
    _round(),
    Column("slot", LargeBinary, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

survey_release = Table(
    "survey_release",
    metadata,
    _round(),
    Column("released_at", Instant, nullable=False, index=True),
    Column("document", JSON, nullable=False),
)

# What a team did about what a round showed, as those who lead it tell everybody who was asked. It
# is said in the team's name: there is no column for who wrote it.
survey_done = Table(
    "survey_done",
    metadata,
    _round(),
    _team(),
    Column("sealed", LargeBinary, nullable=False),
)
