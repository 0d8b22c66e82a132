"""The scripts of our own: served next to Streamlit's files, and named by its page.

Without them everything works as well, but for what they add: see ``ui/static``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = Path(__file__).parents[1] / "static"
PATH = "/utmost/{name}"
# Relative like Streamlit's own files, because they may be served under a path. The first must run
# before Streamlit's, the second after it.
_FIRST, _LAST = "connection.js", "page.js"
_TAGS = {
    b"<head>": b'<head><script src="./utmost/' + _FIRST.encode() + b'"></script>',
    b"</head>": b'<script src="./utmost/' + _LAST.encode() + b'" defer></script></head>',
}


@cache
def _script(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


async def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in {_FIRST, _LAST}:
        return Response(status_code=404)
    return Response(
        _script(name), media_type="text/javascript", headers={"cache-control": "no-cache"}
    )


def route(base: str) -> Route:
    """The route of the scripts; ``base`` is the path that the application is served under."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return Route(prefix + PATH, _serve)


def _is_page(path: str) -> bool:
    """Whether a path may be that of a page: those of files have an ending."""
    return "." not in path.rpartition("/")[2]


class NamesScript:
    """ASGI middleware that adds the scripts to the head of Streamlit's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; the body of a page is sent once it is whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Streamlit packs pages of deep addresses itself: what is packed cannot be added to. The
        # middleware outside packs what is sent.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        plain = {**scope, "headers": headers} if _is_page(scope["path"]) else scope
        start: Message | None = None
        body = b""

        async def named(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if headers.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start is not None and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = body
                for place, tag in _TAGS.items():
                    page = page.replace(place, tag, 1)
                headers = MutableHeaders(raw=start["headers"])
                if headers.get("content-length") is not None and body:
                    headers["content-length"] = str(len(page))
                # The file's own mark would name a page without the scripts.
                del headers["etag"]
                await send(start)
                message = {**message, "body": page}
                start = None
            await send(message)

        await self.app(plain, receive, named)
