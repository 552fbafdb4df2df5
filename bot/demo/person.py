"""A member of the practice workspace, who sees and does things through its control API."""

from typing import Any

import aiohttp

Answer = dict[str, Any]


class Person:
    """Acts as one member. Everything goes over HTTP, as from the page in the browser."""

    def __init__(self, session: aiohttp.ClientSession, url: str, user: str) -> None:
        self._session = session
        self._url = url
        self._base = f"{url}/control/people/{user}"
        self.id = user

    async def sidebar(self) -> list[Answer]:
        """The channels and direct messages that this person sees."""
        return list((await self._get("sidebar"))["channels"])

    async def messages(self, channel: str, thread: str | None = None) -> list[Answer]:
        """What stands in a channel, or in one thread of it."""
        more = {"thread_ts": thread} if thread else {}
        return list((await self._get("messages", channel=channel, **more))["messages"])

    async def inbox(self) -> list[Answer]:
        """The messages that the app has sent to this person alone."""
        found = [channel for channel in await self.sidebar() if channel["kind"] == "dm"]
        return [m for channel in found for m in await self.messages(channel["id"])]

    async def home(self) -> Answer:
        """Open the app's Home tab, and what it then shows."""
        await self._post("home")
        await self._settle()
        return dict((await self._get("home"))["view"] or {})

    async def modal(self) -> Answer:
        """The form on top. There must be one, if only once the app has come to rest."""
        stack = (await self._get("modals"))["stack"]
        if not stack:
            await self._settle()
            stack = (await self._get("modals"))["stack"]
        return dict(stack[-1])

    async def press(
        self, where: Answer | str, action: str, value: object = None, block: str | None = None
    ) -> Answer:
        """Press a button of a message (given as read) or of a view (given by id).

        Where several have the same action, `block` says which.
        """
        target: Answer = {"view_id": where} if isinstance(where, str) else {"message": where}
        target |= {"block_id": block} if block else {}
        return await self._post("press", **target, action_id=action, value=value)

    async def submit(self, values: Answer | None = None) -> Answer:
        """Fill in and send the form on top."""
        view = await self.modal()
        return await self._post("submit", view_id=view["id"], values=values or {})

    async def close(self) -> Answer:
        """Close the form on top."""
        return await self._post("close", view_id=(await self.modal())["id"])

    async def command(self, channel: str, text: str) -> Answer:
        """Type a slash command."""
        return await self._post("command", channel=channel, text=text)

    async def shortcut(self, callback_id: str) -> Answer:
        """Choose a shortcut from the menu."""
        return await self._post("shortcut", callback_id=callback_id)

    async def say(self, channel: str, text: str, thread: str | None = None) -> Answer:
        """Write a message."""
        more = {"thread_ts": thread} if thread else {}
        return await self._post("say", channel=channel, text=text, **more)

    async def _settle(self) -> None:
        """The app acks first and works after."""
        async with self._session.post(f"{self._url}/control/settled", json={}) as answer:
            await _read(answer)

    async def _get(self, what: str, **query: str) -> Answer:
        async with self._session.get(f"{self._base}/{what}", params=query) as answer:
            return await _read(answer)

    async def _post(self, what: str, **body: object) -> Answer:
        async with self._session.post(f"{self._base}/{what}", json=body) as answer:
            return await _read(answer)


async def _read(answer: aiohttp.ClientResponse) -> Answer:
    found: Answer = await answer.json()
    if answer.ok:
        return found
    raise RuntimeError(f"The workspace would not do that: {found.get('error')}")
