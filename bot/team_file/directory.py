"""Asking Slack who the people are and where the channel is."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.content.sentences import SaidError
from bot.domain.saying import says
from bot.team_file.slack_trouble import code
from bot.team_file.values import known_zones

PERSON_ID = re.compile(r"[UW][A-Z0-9]{4,}")
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{4,}")
KINDS = "public_channel,private_channel"
PAGE = 200
"""Slack advises no more than 200 a page."""

MANY = 40
"""From here on the whole list is read: users.lookupByEmail takes some fifty calls a minute."""

AT_ONCE = 5
"""Questions about people at a time, so that a form with twenty of them is answered in time."""


class NotFoundError(SaidError):
    """Slack does not know it, or it cannot be used: a phrase that says what to do."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the token belongs."""

    id: str
    name: str
    domain: str

    def is_called(self, text: str) -> bool:
        """Whether this is its id, its domain or its name."""
        wanted = text.strip().casefold().removeprefix("https://").split(".slack.com")[0]
        return wanted in {self.id.casefold(), self.name.casefold(), self.domain.casefold()}


@dataclass(frozen=True, slots=True)
class Person:
    """An active person of the workspace. Slack need not know a time zone of theirs."""

    id: str
    name: str
    timezone: str | None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; `joined` says whether the app is in it."""

    id: str
    name: str
    joined: bool


class Directory:
    """What Slack says, asked anew by each method that is no lookup among people read before.

    Of people and of a channel that are `known` Slack is not asked at all, but for whose a closed
    account's address was.
    """

    def __init__(
        self, client: AsyncWebClient, known: Iterable[Person] = (), channel: Channel | None = None
    ) -> None:
        self._client = client
        self._known = {person.id: person for person in known}
        self._channel = channel
        self._everybody: dict[str, Mapping[str, Any]] | None = None
        self._workspace: Workspace | None = None

    async def workspace(self) -> Workspace:
        """The workspace of the token, asked for once."""
        if self._workspace is None:
            self._workspace = await self._ask_workspace()
        return self._workspace

    async def _ask_workspace(self) -> Workspace:
        found = await self._client.auth_test()
        domain = str(found["url"]).removeprefix("https://").split(".")[0]
        return Workspace(found["team_id"], found["team"], domain)

    async def people(self, references: Sequence[str]) -> list[Person | NotFoundError]:
        """Each of these persons, or why there is none; many are looked up in the whole list."""
        if len({*references} - self._known.keys()) > MANY:
            await self.read_everybody()
        turn = asyncio.Semaphore(AT_ONCE)

        async def look_up(reference: str) -> Person | NotFoundError:
            async with turn:
                try:
                    return await self.person(reference)
                except NotFoundError as error:
                    return error

        return await asyncio.gather(*map(look_up, references))

    async def read_everybody(self) -> None:
        """Read the list of people, so that looking up many needs few calls."""
        found: dict[str, Mapping[str, Any]] = {}
        async for user in self._pages("users_list", "members"):
            found[str(user.get("profile", {}).get("email", "")).casefold()] = user
            found[user["id"]] = user
        self._everybody = found

    async def person(self, reference: str) -> Person:
        """The person with this e-mail address or Slack id.

        Raises:
            NotFoundError: there is none, or they cannot be sent anything.
        """
        reference = reference.strip()
        if reference in self._known:
            return self._known[reference]
        user = await self._user(reference)
        if user["id"] in self._known:
            return self._known[user["id"]]
        if user.get("deleted"):
            raise NotFoundError(says("mistakes.deactivated"))
        if user.get("is_bot"):
            raise NotFoundError(says("mistakes.app"))
        name = user.get("real_name") or user.get("profile", {}).get("real_name") or user["name"]
        zone = user.get("tz")
        return Person(user["id"], str(name), zone if zone in known_zones() else None)

    async def _user(self, reference: str) -> Mapping[str, Any]:
        key = reference.casefold() if "@" in reference else reference
        if self._everybody and key in self._everybody:
            return self._everybody[key]
        if "@" in reference:
            found = await self._by_address(reference) or await self._closed(reference)
        elif PERSON_ID.fullmatch(reference):
            found = await self._by_id(reference)
        else:
            raise NotFoundError(says("mistakes.no_reference"))
        if found is None:
            raise NotFoundError(says("mistakes.unknown_person"))
        return found

    async def _by_address(self, address: str) -> Mapping[str, Any] | None:
        if self._everybody is not None:
            return None
        return await self._if_there(self._client.users_lookupByEmail(email=address))

    async def _by_id(self, person: str) -> Mapping[str, Any] | None:
        return await self._if_there(self._client.users_info(user=person))

    async def _closed(self, address: str) -> Mapping[str, Any] | None:
        """By a closed account's address Slack finds nobody, but it says what the address was."""
        for person in self._known:
            user = await self._by_id(person) or {}
            email = str(user.get("profile", {}).get("email", ""))
            if user.get("deleted") and email.casefold() == address.casefold():
                return user
        return None

    @staticmethod
    async def _if_there(asked: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any] | None:
        try:
            return dict((await asked)["user"])
        except SlackApiError as error:
            if code(error) in {"users_not_found", "user_not_found", "user_not_visible"}:
                return None
            raise

    async def runs_workspace(self, person: str) -> bool:
        """Whether this person is an admin or an owner, as Slack says now."""
        user = (await self._client.users_info(user=person))["user"]
        return bool(user.get("is_admin") or user.get("is_owner")) and not user.get("deleted")

    async def channel(self, reference: str) -> Channel:
        """The channel with this #name or id.

        Raises:
            NotFoundError: there is none that the app can see, or it is archived.
        """
        if self._channel and reference == self._channel.id:
            return self._channel
        if CHANNEL_ID.fullmatch(reference):
            return await self._channel_by_id(reference)
        wanted = reference.strip().removeprefix("#").casefold()
        pages = self._pages("conversations_list", "channels", types=KINDS, exclude_archived=True)
        async for channel in pages:
            if channel["name"].casefold() == wanted:
                return _channel(channel)
        raise NotFoundError(says("mistakes.unknown_channel"))

    async def _channel_by_id(self, reference: str) -> Channel:
        try:
            found = await self._client.conversations_info(channel=reference)
        except SlackApiError as error:
            if code(error) == "channel_not_found":
                raise NotFoundError(says("mistakes.unknown_channel")) from None
            raise
        if found["channel"].get("is_archived"):
            raise NotFoundError(says("mistakes.archived_channel"))
        return _channel(found["channel"])

    async def _pages(self, method: str, key: str, **more: object) -> AsyncIterator[dict[str, Any]]:
        """Every entry of a list that Slack gives in pages."""
        cursor = ""
        while True:
            page = await getattr(self._client, method)(limit=PAGE, cursor=cursor or None, **more)
            for entry in page[key]:
                yield entry
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return


def _channel(found: Mapping[str, Any]) -> Channel:
    return Channel(found["id"], found["name"], bool(found.get("is_member")))
