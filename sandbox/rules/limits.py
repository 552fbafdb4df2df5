"""Slack's rate limits, per method, workspace and app; the clock comes in as an argument."""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Limit:
    """At most `burst` calls at once, and one more after each `every`.

    So a window of length w holds at most `burst + w / every` calls.
    """

    every: timedelta
    burst: int


def per_minute(calls: int) -> Limit:
    """Return the limit of a tier: that many calls at once, won back over a minute."""
    return Limit(MINUTE / calls, calls)


# Slack gives tiers as "N+ per minute"; the least that it promises is what it allows here.
TIER_2, TIER_3, TIER_4 = per_minute(20), per_minute(50), per_minute(100)
# "Hundreds of requests a minute" (auth.test, chat.getPermalink) and "several hundred" messages.
SPECIAL = per_minute(300)
WORKSPACE_POSTS = per_minute(300)
CHANNEL_POSTS = Limit(timedelta(seconds=1), 1)
# Tier 1 is one a minute, yet Slack lets an app hold ten connections, each opened by a call.
CONNECTIONS = Limit(MINUTE, 10)

METHOD_LIMITS: dict[str, Limit] = {
    "apps.connections.open": CONNECTIONS,
    "auth.test": SPECIAL,
    "chat.delete": TIER_3,
    "chat.getPermalink": SPECIAL,
    "chat.postEphemeral": TIER_4,
    "chat.postMessage": WORKSPACE_POSTS,
    "chat.scheduleMessage": TIER_3,
    "chat.update": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.invite": TIER_3,
    "conversations.join": TIER_3,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "dnd.info": TIER_3,
    "dnd.teamInfo": TIER_2,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "oauth.v2.access": SPECIAL,
    "reactions.add": TIER_3,
    "team.info": TIER_3,
    "usergroups.list": TIER_2,
    "usergroups.users.list": TIER_2,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "users.lookupByEmail": TIER_3,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}

Key: TypeAlias = tuple[str, str | None]


@dataclass
class RateLimiter:
    """Token buckets for one app in one workspace.

    Each bucket is kept as the instant at which it will be full again, so a jump of the clock
    needs no special care, and a refused call costs nothing.
    """

    enabled: bool = True
    _full_at: dict[Key, datetime] = field(default_factory=dict)

    def check(self, method: str, channel: str | None, now: datetime) -> int | None:
        """Count a call at `now`, or refuse it.

        Args:
            method: Slack's name of it; one that is not in the table has no limit.
            channel: The conversation's own id (a D... for a DM, not the person's).
            now: An aware instant.

        Returns:
            None when the call may pass, else whole seconds (at least 1) for Retry-After.
        """
        if not self.enabled:
            return None
        buckets = _buckets(method, channel)
        wait = max((self._wait(key, limit, now) for key, limit in buckets), default=timedelta(0))
        if wait > timedelta(0):
            return math.ceil(wait / timedelta(seconds=1))
        for key, limit in buckets:
            self._full_at[key] = max(now, self._full_at.get(key, now)) + limit.every
        return None

    def _wait(self, key: Key, limit: Limit, now: datetime) -> timedelta:
        return self._full_at.get(key, now) - (limit.burst - 1) * limit.every - now


def _buckets(method: str, channel: str | None) -> list[tuple[Key, Limit]]:
    buckets = [((method, None), METHOD_LIMITS[method])] if method in METHOD_LIMITS else []
    if method == "chat.postMessage" and channel is not None:
        return [*buckets, ((method, channel), CHANNEL_POSTS)]
    return list(buckets)
