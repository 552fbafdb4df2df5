"""The file that describes a workspace: who is in it, its channels and its user groups."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from sandbox.ids import derived


class WorkspaceError(ValueError):
    """A workspace file that cannot be used; the message says what to change where."""


_known_zones = cache(available_timezones)


def _known_zone(name: str) -> str:
    if name not in _known_zones():
        raise ValueError(f"{name!r} is not a time zone; use a name such as America/Toronto")
    return name


Name = Annotated[str, Field(min_length=1, max_length=80)]
Zone = Annotated[str, AfterValidator(_known_zone)]
HourMinute = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Named(_Entry):
    """An entry whose id may be left out: it is then derived from what names it."""

    prefix: ClassVar[str]
    named_by: ClassVar[str] = "name"
    id: str = ""

    @model_validator(mode="before")
    @classmethod
    def _derive_id(cls, data: Any) -> Any:  # noqa: ANN401 - raw data, before it is validated
        if isinstance(data, dict) and not data.get("id"):
            return data | {"id": derived(cls.prefix, str(data.get(cls.named_by)))}
        return data


class TeamEntry(_Named):
    """The workspace itself."""

    prefix = "T"
    name: Name
    domain: str = Field("sandbox", pattern=r"^[a-z0-9-]+$")


class AppEntry(_Entry):
    """The installed app's ids; its name and scopes come from its manifest."""

    id: str = "A0SANDBOX"
    bot_user_id: str = "U0SANDBOT"
    bot_id: str = "B0SANDBOT"


class QuietHours(_Entry):
    """When this person's notifications are off, each day, in their own time zone."""

    start: HourMinute
    end: HourMinute


class PersonEntry(_Named):
    """One member of the workspace."""

    prefix = "U"
    name: Name
    real_name: str = ""
    email: str = ""
    tz: Zone = "Etc/UTC"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_primary_owner: bool = False
    deleted: bool = False
    dnd: QuietHours | None = None

    @model_validator(mode="after")
    def _owner_is_admin(self) -> Self:
        """Slack: the primary owner is an owner, and every owner an admin."""
        if self.is_primary_owner and not self.is_owner:
            raise ValueError("whoever has is_primary_owner needs is_owner as well")
        if self.is_owner and not self.is_admin:
            raise ValueError("whoever has is_owner needs is_admin as well")
        return self


class ChannelEntry(_Named):
    """One channel; `app` says whether the app is a member. Members are names or ids."""

    prefix = "C"
    name: Name
    is_private: bool = False
    members: tuple[str, ...] = ()
    app: bool = False


class UserGroupEntry(_Named):
    """One user group, such as @peer-team. Its users are names or ids."""

    prefix = "S"
    named_by = "handle"
    handle: Name
    name: str = ""
    users: tuple[str, ...] = ()


class WorkspaceFile(_Entry):
    """A whole workspace, in which every member exists and no id or channel name comes twice."""

    team: TeamEntry
    app: AppEntry = AppEntry()
    people: tuple[PersonEntry, ...] = ()
    channels: tuple[ChannelEntry, ...] = ()
    usergroups: tuple[UserGroupEntry, ...] = ()

    def person_id(self, name_or_id: str) -> str:
        """The id of the person so named.

        Raises:
            ValueError: nobody in the file has this name or id.
        """
        for person in self.people:
            if name_or_id in (person.id, person.name):
                return person.id
        raise ValueError(f"there is nobody called {name_or_id!r}; add them under [[people]]")

    @model_validator(mode="after")
    def _everyone_exists_once(self) -> Self:
        for entry in self.channels:
            _each(self, f"channels.{entry.name}.members", entry.members)
        for group in self.usergroups:
            _each(self, f"usergroups.{group.handle}.users", group.users)
        named: tuple[_Named, ...] = (*self.people, *self.channels, *self.usergroups)
        _refuse_twins("ids", [entry.id for entry in named])
        _refuse_twins("people", [person.name for person in self.people])
        _refuse_twins("channels", [channel.name for channel in self.channels])
        return self


def _each(file: WorkspaceFile, field: str, members: Iterable[str]) -> None:
    for member in members:
        try:
            file.person_id(member)
        except ValueError as error:
            raise ValueError(f"{field}: {error}") from error


def _refuse_twins(field: str, names: list[str]) -> None:
    twins = sorted(name for name, count in Counter(names).items() if count > 1)
    if twins:
        raise ValueError(f"{field}: {twins[0]!r} comes twice; give each its own")


def load_workspace(path: Path | str) -> WorkspaceFile:
    """Read a workspace from a TOML file.

    Raises:
        WorkspaceError: the file is missing, is not TOML, or a field in it is wrong.
    """
    try:
        return WorkspaceFile.model_validate(tomllib.loads(Path(path).read_text("utf-8")))
    except OSError as error:
        raise WorkspaceError(f"{path} could not be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path} is not valid TOML: {error}.") from error
    except ValidationError as error:
        raise WorkspaceError(f"{path}: {_first_problem(error)}.") from error


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
