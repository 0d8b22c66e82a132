"""The web entry: the dashboard behind security headers and compression.

`streamlit run server.py` serves the same application as `streamlit run dashboard.py`, plus what
only an ASGI entry can add.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import os
import re
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

ADDRESS_VARIABLE = "UTMOST_ADDRESS"
SMALLEST_COMPRESSED = 2_000


def inline_script_hashes() -> str:
    """CSP sources for the inline scripts of Streamlit's own page, which change by release."""
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


def warn_when_open() -> None:
    """Says on the terminal that other machines can reach an application without sign-in."""
    address = os.environ.get(ADDRESS_VARIABLE, "127.0.0.1")
    if not is_loopback(address):
        print(
            f"WARNING: Utmost listens on {address}: anybody who can reach this machine can read "
            "and change everything, because nobody has to sign in. Put it behind a sign-in "
            f"proxy, or unset {ADDRESS_VARIABLE} to serve this machine only.",
            file=sys.stderr,
            flush=True,
        )


# A folder named pages/ makes Streamlit's first session of a process look for scripts of its old
# kind there, so that a link to a page is answered with "Page not found" once.
PagesManager.uses_pages_directory = False

warn_when_open()
app = st.App(
    Path(__file__).parent / "dashboard.py",
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=5),
    ],
)
