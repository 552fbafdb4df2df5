"""Changing what a member is: the part of an administrator in the control API."""

from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, model_validator

from sandbox.client.membership import change_person
from sandbox.control.guard import read
from sandbox.slack import Slack
from sandbox.workspace import Name, Zone


class PersonBody(BaseModel):
    """What changes; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")
    name: Name = ""
    real_name: Name = ""
    email: str = ""
    tz: Zone = ""
    is_admin: bool = False
    deleted: bool = False

    @model_validator(mode="after")
    def _something(self) -> "PersonBody":
        if not self.model_fields_set:
            raise ValueError("name at least one thing that changes")
        return self


class Membership:
    """Answers to the requests that change a member."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [web.post("/control/people/{user}/change", self.change)]

    async def change(self, request: web.Request) -> web.Response:
        """Deactivate, reactivate, rename, or move to another time zone."""
        body = await read(request, PersonBody)
        changes: dict[str, Any] = body.model_dump(exclude_unset=True)
        person = change_person(self._slack, request.match_info["user"], changes)
        return web.json_response({"id": person.id, "deleted": person.deleted})
