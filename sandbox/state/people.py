"""Members of the workspace, the app's bot among them, as Slack describes them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """One member.

    `dnd` is the daily (start, end) of quiet hours as "HH:MM" in their zone; `updated` is when
    anything about them last changed, in unix seconds.
    """

    id: str
    name: str
    real_name: str
    email: str = ""
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_primary_owner: bool = False
    is_bot: bool = False
    deleted: bool = False
    dnd: tuple[str, str] | None = None
    updated: int = 0

    def offset(self, now: datetime) -> int:
        """Seconds that their local time is ahead of UTC at this instant."""
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset() or timedelta()
        return int(offset.total_seconds())

    def tz_label(self, now: datetime) -> str:
        """What people call their time zone, such as EDT."""
        return now.astimezone(ZoneInfo(self.tz)).tzname() or self.tz

    def as_json(self, team: str, now: datetime, *, email: bool, locale: bool) -> Json:
        """Slack's user object; the address and the locale only when the caller may have them."""
        profile = {
            "real_name": self.real_name,
            "display_name": self.name,
            "real_name_normalized": self.real_name,
            "display_name_normalized": self.name,
            "team": team,
        }
        if email and self.email:
            profile["email"] = self.email
        user: Json = {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
        }
        if not self.deleted:
            user |= self._standing(now)
        return user | ({"locale": self.locale} if locale else {})

    def _standing(self, now: datetime) -> Json:
        return {
            "tz": self.tz,
            "tz_label": self.tz_label(now),
            "tz_offset": self.offset(now),
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": self.is_primary_owner,
            "is_restricted": False,
            "is_ultra_restricted": False,
        }


@dataclass(frozen=True)
class UserGroup:
    """A user group and the ids of those in it."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]

    def as_json(self, team: str, *, users: bool, count: bool) -> Json:
        """Slack's usergroup object."""
        group: Json = {
            "id": self.id,
            "team_id": team,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "description": "",
            "date_delete": 0,
            "prefs": {"channels": [], "groups": []},
        }
        if users:
            group["users"] = list(self.users)
        return group | ({"user_count": len(self.users)} if count else {})
