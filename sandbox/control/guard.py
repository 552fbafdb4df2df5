"""What keeps other web pages out of the control API, and turns refusals into sentences."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from sandbox.clock import ClockError
from sandbox.errors import NotThereError, PersonError

Json = dict[str, Any]
Body = TypeVar("Body", bound=BaseModel)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse foreign pages and anything but JSON; say what went wrong in a sentence."""
    if not request.path.startswith("/control/"):
        return await handler(request)
    refusal = _foreign(request) or _not_json(request)
    if refusal:
        return refusal
    try:
        return await handler(request)
    except NotThereError as error:
        return _sentence(404, str(error))
    except (PersonError, ClockError) as error:
        return _sentence(400, str(error))
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"]) or "body"
        return _sentence(400, f"{where}: {problem['msg']}.")


async def read(request: web.Request, model: type[Body]) -> Body:
    """The request's JSON body."""
    try:
        return model.model_validate(await request.json())
    except json.JSONDecodeError as error:
        raise PersonError("The body must be JSON.") from error


def _foreign(request: web.Request) -> web.Response | None:
    origin = request.headers.get("Origin")
    name = request.url.host
    if name not in ("127.0.0.1", "localhost", "::1"):
        return _sentence(403, "The control API answers on this machine's own address only.")
    if origin and origin != f"{request.scheme}://{request.host}":
        return _sentence(403, "The control API answers the sandbox's own page only.")
    return None


def _not_json(request: web.Request) -> web.Response | None:
    if request.method != "POST" or request.content_type == "application/json":
        return None
    return _sentence(415, "Send JSON, with the content type application/json.")


def _sentence(status: int, text: str) -> web.Response:
    return web.json_response({"error": text}, status=status)
