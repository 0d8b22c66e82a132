"""Which requests are answered: those that name one of the server's own hosts and come from its own pages.

A page elsewhere whose name its owner points at 127.0.0.1 (DNS rebinding) would otherwise read and
change everything: its requests carry its own name as Host. A page on another port of this machine
carries another Origin.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

VARIABLE = "UTMOST_HOSTS"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# Probes of a container ask for these by an address that no one has configured; they say "ok" only.
PROBES = frozenset({"/_stcore/health"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class HostAndPort:
    """The name or address of a Host header or of an origin, and its port where one is written."""

    name: str
    port: int | None

    @classmethod
    def of(cls, text: str) -> HostAndPort | None:
        """``text`` as a Host header writes it; None for anything else, such as one with a user part."""
        try:
            parts = urlsplit(f"//{text}")
            name, port = parts.hostname, parts.port
        except ValueError:
            return None
        if not name or parts.netloc != text or "@" in text:
            return None
        return cls(_canonical(name), port)


@dataclass(frozen=True, slots=True)
class ServedHosts:
    """The hosts beyond this machine's own names, by name; the value is the scheme, "" for either."""

    schemes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> ServedHosts:
        """Hosts separated by commas or spaces, each ``name`` or ``https://name``.

        Raises ValueError for one that is neither.
        """
        schemes: dict[str, str] = {}
        for entry in re.split(r"[,\s]+", text.strip()):
            if not entry:
                continue
            scheme, mark, rest = entry.rpartition("://")
            host = HostAndPort.of(rest.rstrip("/"))
            if host is None or (mark and scheme.lower() not in _DEFAULT_PORTS) or "*" in rest:
                raise ValueError(
                    f"{VARIABLE}: {entry!r} is not a host. Write names as the browser shows them, "
                    "with commas between: utmost.example.org or https://utmost.example.org"
                )
            schemes[host.name] = scheme.lower()
        return cls(schemes)

    def has(self, host: HostAndPort, address: str) -> bool:
        """Whether ``host`` is served by a server that this request reached at ``address``.

        The address itself is always good: a name that is pointed here does not write addresses.
        """
        return (
            host.name in LOOPBACK
            or host.name in self.schemes
            or (_is_address(host.name) and host.name == _canonical(address))
        )

    def is_own(self, origin: str, host: HostAndPort) -> bool:
        """Whether pages of ``origin`` (scheme, name and port) are those of ``host``."""
        scheme, mark, rest = origin.lower().partition("://")
        other = HostAndPort.of(rest)
        wanted = self.schemes.get(host.name) or scheme
        if not mark or scheme not in _DEFAULT_PORTS or scheme != wanted or other is None:
            return False
        default = _DEFAULT_PORTS[scheme]
        return (other.name, other.port or default) == (host.name, host.port or default)

    def is_encrypted(self, host: str) -> bool:
        """Whether the browser reaches this Host header over TLS, as its entry says."""
        known = HostAndPort.of(host)
        return known is not None and self.schemes.get(known.name) == "https"


class OwnHostsOnly:
    """ASGI middleware that answers requests to served hosts, from their own pages only.

    Whatever changes something, and every websocket, has to name its origin: browsers always do.
    """

    def __init__(self, app: ASGIApp, served: ServedHosts) -> None:
        self.app = app
        self.served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or refuses it with a sentence."""
        refusal = self._refusal(scope) if scope["type"] in {"http", "websocket"} else None
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            # Closed before it was accepted: the browser gets 403.
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
        else:
            await _refuse(send, *refusal)

    def _refusal(self, scope: Scope) -> tuple[HTTPStatus, str] | None:
        """Status and sentence for a request that is not answered, None for one that is."""
        headers = Headers(scope=scope)
        names, origins = headers.getlist("host"), headers.getlist("origin")
        host = HostAndPort.of(names[0]) if len(names) == 1 else None
        is_read = scope["type"] == "http" and scope["method"] in _READING
        if is_read and scope["path"] in PROBES and not origins:
            return None
        if host is None or not self.served.has(host, _address(scope)):
            return (
                HTTPStatus.MISDIRECTED_REQUEST,
                f"This host is not served here. Add its name to {VARIABLE}.",
            )
        if not origins and is_read:
            return None
        if len(origins) != 1 or not self.served.is_own(origins[0], host):
            return (
                HTTPStatus.FORBIDDEN,
                "Only pages of this server itself may ask. A proxy has to pass the Host header on.",
            )
        return None


def _address(scope: Scope) -> str:
    """The address of this machine that the request came in at."""
    return str((scope.get("server") or ("",))[0])


def _canonical(name: str) -> str:
    """A name in lower case without a final dot; an address in its shortest form."""
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name.lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _refuse(send: Send, status: HTTPStatus, sentence: str) -> None:
    body = f"{sentence}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
