"""The API endpoint and credentials; credentials are only ever sent to Google's hosts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import google.auth
import grpc
from google.analytics import data_v1beta as ga
from google.analytics.data_v1beta.services.beta_analytics_data.transports import (
    BetaAnalyticsDataGrpcTransport,
)
from google.auth.credentials import AnonymousCredentials, Credentials
from google.oauth2 import service_account

from i18n.message import Message, msg

SCOPE = "https://www.googleapis.com/auth/analytics.readonly"
_GOOGLE = "analyticsdata.googleapis.com"
# gRPC refuses messages of more than 4 MB by default; a page of a large property has more.
_ANY_SIZE = (("grpc.max_receive_message_length", -1),)


class Transport(StrEnum):
    """How requests travel."""

    GRPC = "grpc"
    REST = "rest"


class EndpointError(ValueError):
    """An address that is not allowed; ``what`` says why."""

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Host (and port) of the API and the transport; ``plain`` is unencrypted and anonymous."""

    host: str = _GOOGLE
    transport: Transport = Transport.GRPC
    plain: bool = False

    @classmethod
    def parse(cls, url: str | None, transport: Transport | None = None) -> Endpoint:
        """The endpoint that a URL names, Google's own without one.

        ``http://`` and ``grpc://`` are for servers on this very machine, which get no
        credentials; ``https://`` is for Google's hosts. Raises EndpointError for any other.
        """
        if url is None:
            return cls(transport=transport or Transport.GRPC)
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.netloc.rpartition("@")[2]
        if parts.scheme in {"http", "grpc"} and _is_loopback(parts.hostname):
            usual = Transport.GRPC if parts.scheme == "grpc" else Transport.REST
            return cls(host, transport or usual, plain=True)
        if parts.scheme == "https" and f".{parts.hostname}".endswith(".googleapis.com"):
            return cls(host, transport or Transport.REST)
        raise EndpointError(_REFUSED)

    def client(self, key: dict[str, Any] | None) -> ga.BetaAnalyticsDataClient:
        """A client with a service-account key, or with the credentials of this machine.

        Raises google.auth's DefaultCredentialsError when there is neither.
        """
        if self.plain:
            return self._anonymous()
        return ga.BetaAnalyticsDataClient(
            credentials=credentials(key),
            transport=self.transport.value,
            client_options={"api_endpoint": self.host},
        )

    def _anonymous(self) -> ga.BetaAnalyticsDataClient:
        if self.transport is Transport.REST:
            return ga.BetaAnalyticsDataClient(
                credentials=AnonymousCredentials(),  # type: ignore[no-untyped-call]
                transport="rest",
                client_options={"api_endpoint": f"http://{self.host}"},
            )
        channel = grpc.insecure_channel(self.host, options=_ANY_SIZE)
        return ga.BetaAnalyticsDataClient(transport=BetaAnalyticsDataGrpcTransport(channel=channel))


def credentials(key: dict[str, Any] | None) -> Credentials:
    """Read-only credentials for the Data API."""
    if key is not None:
        made: Credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            key, scopes=[SCOPE]
        )
        return made
    default, _project = google.auth.default(scopes=[SCOPE])
    return default


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_REFUSED = msg(
    "Only Google’s own servers (https://….googleapis.com) and this machine (http:// or grpc:// "
    "with 127.0.0.1) are allowed"
)
