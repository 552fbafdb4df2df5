"""The workspace as it stands: its people, channels, files and screens, and what changes them."""

from dataclasses import dataclass, field
from datetime import timedelta

from sandbox.bus import Bus
from sandbox.clock import Clock
from sandbox.errors import NotThereError
from sandbox.ids import Ids, derived
from sandbox.state.channels import Channel, Kind
from sandbox.state.messages import File, Message
from sandbox.state.people import Person, UserGroup
from sandbox.state.views import Screens
from sandbox.workspace import PersonEntry, TeamEntry, WorkspaceFile

PAIR = 2  # two people make a DM, more make a group


@dataclass
class Workspace:
    """Everything that a person or the app could look at, and the bus that tells of changes.

    `revision` grows with each change of a member's data, so that a page knows when to draw names
    again.
    """

    team: TeamEntry
    app_id: str
    bot_id: str
    bot: Person
    people: dict[str, Person]
    channels: dict[str, Channel]
    usergroups: dict[str, UserGroup]
    clock: Clock
    bus: Bus = field(default_factory=Bus)
    ids: Ids = field(default_factory=Ids)
    screens: Screens = field(default_factory=Screens)
    files: dict[str, File] = field(default_factory=dict)
    revision: int = 0
    _last_micros: int = 0

    def next_ts(self) -> str:
        """A message timestamp: the clock's time, and never the same or an earlier one twice."""
        micros = int(self.clock.now().timestamp() * 1_000_000)
        self._last_micros = max(micros, self._last_micros + 1)
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def person(self, user: str) -> Person:
        """The member with this id, the app's bot included.

        Raises:
            NotThereError: nobody has this id.
        """
        if user in self.people:
            return self.people[user]
        raise NotThereError(f"There is nobody here with the id {user}.")

    def change(self, person: Person) -> None:
        """Put a member's new data in the place of the old, and tell everybody."""
        self.people[person.id] = person
        self.revision += 1
        self.bus.tell("people")

    def direct(self, *users: str) -> Channel | None:
        """The direct message between exactly these people, if it was ever opened."""
        return self.channels.get(direct_id(*users))

    def open_direct(self, *users: str) -> Channel:
        """The direct message between these people; it is opened if it is not yet there."""
        found = self.direct(*users)
        if found:
            return found
        members = sorted(set(users))
        is_pair = len(members) <= PAIR
        channel = Channel(
            id=direct_id(*members),
            name="" if is_pair else "mpdm-" + "--".join(self.people[m].name for m in members),
            kind="dm" if is_pair else "group",
            members=members,
            created=int(self.clock.now().timestamp()),
        )
        self.channels[channel.id] = channel
        self.bus.tell("sidebar", frozenset(members))
        return channel

    def seen_by(self, user: str, channel_id: str) -> Channel:
        """A channel that this person is in.

        Raises:
            NotThereError: there is none with this id, or they are not in it.
        """
        channel = self.channels.get(channel_id)
        if channel is None or user not in channel.members:
            raise NotThereError(
                f"{self.person(user).name} is in no channel with the id {channel_id}."
            )
        return channel

    def add(self, channel: Channel, message: Message) -> Message:
        """Put a message into a channel, and tell those who see it."""
        channel.messages.append(message)
        self.changed(channel, message)
        return message

    def remove(self, channel: Channel, message: Message) -> None:
        """Take a message out of a channel, and tell those who saw it."""
        channel.messages.remove(message)
        self.changed(channel, message)

    def changed(self, channel: Channel, message: Message) -> None:
        """Tell those who see a message that it is new, or no longer what it was."""
        only = message.ephemeral_to
        users = frozenset([only] if only else channel.members)
        self.bus.tell("messages", users, channel.id)
        self.bus.tell("sidebar", users)


def direct_id(*users: str) -> str:
    """The id that the direct message between these people has, opened or not."""
    members = sorted(set(users))
    return derived("D" if len(members) <= PAIR else "G", *members)


def build(file: WorkspaceFile, bot_name: str, clock: Clock) -> Workspace:
    """The workspace that a file describes, at the moment the app has just been installed."""
    bot = Person(file.app.bot_user_id, _handle(bot_name), bot_name, is_bot=True)
    people = {entry.id: _person(entry) for entry in file.people}
    return Workspace(
        team=file.team,
        app_id=file.app.id,
        bot_id=file.app.bot_id,
        bot=bot,
        people=people | {bot.id: bot},
        channels=_channels(file, int((clock.now() - timedelta(days=1)).timestamp())),
        usergroups={
            entry.id: UserGroup(
                entry.id,
                entry.handle,
                entry.name or entry.handle,
                tuple(file.person_id(user) for user in entry.users),
            )
            for entry in file.usergroups
        },
        clock=clock,
    )


def _channels(file: WorkspaceFile, created: int) -> dict[str, Channel]:
    channels = {}
    for entry in file.channels:
        members = [file.person_id(member) for member in entry.members]
        if entry.app:
            members.append(file.app.bot_user_id)
        kind: Kind = "private" if entry.is_private else "channel"
        channels[entry.id] = Channel(entry.id, entry.name, kind, members, created)
    return channels


def _person(entry: PersonEntry) -> Person:
    return Person(
        id=entry.id,
        name=entry.name,
        real_name=entry.real_name or entry.name,
        email=entry.email,
        tz=entry.tz,
        locale=entry.locale,
        is_admin=entry.is_admin,
        is_owner=entry.is_owner,
        is_primary_owner=entry.is_primary_owner,
        deleted=entry.deleted,
        dnd=(entry.dnd.start, entry.dnd.end) if entry.dnd else None,
    )


def _handle(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name.lower())
