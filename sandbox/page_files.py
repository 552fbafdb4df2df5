"""Serves the page: plain files, read afresh each time, and nothing from outside."""

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' https: data:; base-uri 'none'",
}


def routes() -> list[web.RouteDef]:
    """The addresses of the page and of its files; they come after every other route."""
    return [web.get("/", _serve), web.get("/{path:.+}", _serve)]


async def _serve(request: web.Request) -> web.StreamResponse:
    file = (PAGE / (request.match_info.get("path") or "index.html")).resolve()
    if not file.is_relative_to(PAGE) or not file.is_file():
        raise web.HTTPNotFound(text="There is no such page.")
    return web.FileResponse(file, headers=_HEADERS)
