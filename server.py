"""ASGI entry of the web server: security headers, compression and background warm-up.

`streamlit run server.py` serves the same application as `streamlit run dashboard.py`, plus what
only an ASGI entry can add: middleware and work at the start of the server.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import logging
import os
import re
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

_log = logging.getLogger(__name__)

ADDRESS_VARIABLE = "UTMOST_ADDRESS"
STREAMLIT_VARIABLE = "STREAMLIT_SERVER_ADDRESS"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # Streamlit's default without an address: warn about it
SMALLEST_COMPRESSED = 2_000
MOST_FILES = 1_024  # upper bound of descriptors to close, far more than a starting server opens


def inline_script_hashes() -> str:
    """CSP sources for the inline scripts of Streamlit's own page.

    They are hashed at start, because Streamlit changes them with every release.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def security_headers() -> tuple[tuple[bytes, bytes], ...]:
    """Headers of every response: nothing is loaded from, sent to or framed by another origin."""
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {inline_script_hashes()}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
    return (
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    )


class SecurityHeaders:
    """ASGI middleware that adds the security headers to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, adding the headers when the response starts."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.headers]
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach ``address``."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def listens_on() -> str:
    """The address this process listens on, set by a flag, a variable or the configuration."""
    return st.get_option("server.address") or EVERYWHERE


def listen_where_told() -> None:
    """Restarts the process once on the address of ``UTMOST_ADDRESS``, if it listens elsewhere.

    Streamlit has bound its port before it reads this file, so setting the option here is too late.
    A ``--server.address`` on the command line wins over the variable.
    """
    wanted = os.environ.get(ADDRESS_VARIABLE)
    restartable = "run" in sys.orig_argv and STREAMLIT_VARIABLE not in os.environ
    if wanted and wanted != listens_on() and restartable:
        os.environ[STREAMLIT_VARIABLE] = wanted
        # Streamlit's socket is inheritable: unless it is closed, the new process cannot bind the port.
        os.closerange(sys.stderr.fileno() + 1, MOST_FILES)
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  # the same command, no shell


def warn_when_open() -> None:
    """Warns on the terminal when other machines can reach the application: there is no sign-in."""
    address = listens_on()
    if not is_loopback(address):
        print(
            f"WARNING: Utmost listens on {address}: anybody who can reach this machine can read "
            "and change everything, because nobody has to sign in. Put it behind a sign-in "
            f"proxy, or unset {ADDRESS_VARIABLE} to serve this machine only.",
            file=sys.stderr,
            flush=True,
        )


def no_public_address() -> None:
    """Replaces Streamlit's look-up of the public address: always unknown, no request is made."""


def first_page() -> None:
    """Warms the caches for the first page while the browser still loads."""
    from ui import warmup  # noqa: PLC0415  # loading it must not delay the first response

    try:
        warmup.warm_up()
    except Exception:  # the first visitor runs the same queries and sees the error on the page
        _log.exception("The first page could not be prepared")
        raise


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Starts the warm-up in a thread, so that the server answers at once."""
    threading.Thread(target=first_page, name="first page", daemon=True).start()
    yield {}


# Because a folder named pages/ exists, Streamlit's first session of a process looks for its legacy
# multipage scripts there: a deep link would be answered with "Page not found" once.
PagesManager.uses_pages_directory = False
# Streamlit would ask a web service for the address when a page of another origin tries to connect.
net_util.get_external_ip = no_public_address

listen_where_told()
warn_when_open()
app = st.App(
    Path(__file__).parent / "dashboard.py",
    lifespan=lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=5),
    ],
)
