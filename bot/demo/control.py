"""What the driver of the week asks of the practice workspace."""

import re
from collections import defaultdict
from typing import Any

import aiohttp

from bot.demo.person import Person
from bot.demo.transcript import Post, posts

MENTION = re.compile(r"<@(\w+)>")


class Control:
    """The workspace's control API, where it is about everybody."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url
        self._seen = 0
        self._channels: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.people: dict[str, Person] = {}
        self.members: dict[str, list[str]] = defaultdict(list)

    async def learn(self) -> None:
        """Who is here, and who is in which channel."""
        for found in (await self._get("workspace"))["people"]:
            if not (found["is_bot"] or found["deleted"]):
                self.names[found["id"]] = found["real_name"]
                self.people[found["id"]] = Person(self._session, self._url, found["id"])
        for user, person in self.people.items():
            for channel in await person.sidebar():
                self._channels[channel["id"]] = f"#{channel['name']}"
                self.members[channel["id"]].append(user)

    async def new_posts(self) -> list[Post]:
        """What the app has posted since this was last asked."""
        calls = (await self._get("record", since=str(self._seen)))["calls"]
        if calls:
            self._seen = calls[-1]["n"]
        return list(posts(calls))

    def told(self, same: list[Post]) -> str:
        """A message in a line, with names for mentions; `same` are those who got it alike."""
        places = [self.names[p.reader] if p.reader else self._channels[p.channel] for p in same]
        text = MENTION.sub(lambda found: self.names[found[1]], same[0].text)
        return f"→ {', '.join(places)}: {text}"

    async def _get(self, what: str, **query: str) -> dict[str, Any]:
        async with self._session.get(f"{self._url}/control/{what}", params=query) as answer:
            answer.raise_for_status()
            found: dict[str, Any] = await answer.json()
            return found
