"""What every response carries: nothing is loaded from, sent to, opened by or framed by another origin."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.hosts import ServedHosts

_YEAR = 31_536_000  # seconds that a browser remembers to come over TLS only


def inline_script_hashes() -> str:
    """CSP sources for the inline scripts of Streamlit's own page.

    They are hashed at start, because Streamlit changes them with every release.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def security_headers() -> tuple[tuple[bytes, bytes], ...]:
    """The headers of every response, over TLS or not."""
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
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers, and under TLS makes cookies travel over TLS only."""

    def __init__(self, app: ASGIApp, served: ServedHosts) -> None:
        self.app = app
        self.served = served
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, adding the headers when the response starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        encrypted = self._is_encrypted(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [_secure(*header) if encrypted else header for header in message["headers"]]
                strict = (b"strict-transport-security", f"max-age={_YEAR}".encode())
                message["headers"] = [*given, *self.headers, *([strict] if encrypted else [])]
            await send(message)

        await self.app(scope, receive, guarded)

    def _is_encrypted(self, scope: Scope) -> bool:
        """Whether the browser's side of the connection is TLS, here or at a proxy in front."""
        headers = Headers(scope=scope)
        return (
            scope.get("scheme") == "https"
            # Who makes this up only keeps the cookies of an unencrypted page from himself.
            or headers.get("x-forwarded-proto", "").lower() == "https"
            or self.served.is_encrypted(headers.get("host", ""))
        )


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header, with ``Secure`` where it sets a cookie without it."""
    attributes = {part.strip().lower() for part in value.split(b";")[1:]}
    if name.lower() != b"set-cookie" or b"secure" in attributes:
        return name, value
    return name, value + b"; Secure"
