"""Access to a GA4 property: credentials, client, and the connection test."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from google.analytics import data_v1beta as ga

from data.base.issue import Issue
from data.ga4 import keys
from data.ga4.calls import ApiError, Calls, Clock, QuotaShortError
from data.ga4.endpoint import Endpoint
from data.ga4.error_catalogue import SIGN_IN
from data.ga4.outcome import stopped
from data.ga4.pages import LARGEST_PAGE
from data.ga4.problems import ERRORS, Problem, understand
from data.ga4.property import Property, fetch_property


@dataclass(frozen=True, slots=True)
class Access:
    """Endpoint and key (None: the saved one, else the credentials of this machine)."""

    endpoint: Endpoint = field(default_factory=Endpoint)
    key: bytes | None = None
    clock: Clock = field(default_factory=Clock)
    page_rows: int = LARGEST_PAGE


def client_of(access: Access, property_id: str) -> ga.BetaAnalyticsDataClient:
    """A client with the given key, the saved one, or the credentials of this machine.

    Raises ApiError when there is no way to sign in.
    """
    # A plain endpoint is a server on this machine: it gets no credentials.
    if access.endpoint.plain:
        return access.endpoint.client(None)
    try:
        key = keys.kept(property_id) if access.key is None else keys.check(access.key)
        return access.endpoint.client(key)
    except keys.KeyFileError as error:
        raise ApiError(Problem(replace(SIGN_IN, what=error.what))) from error
    except (*ERRORS, OSError, ValueError) as error:  # a damaged private key is a plain ValueError
        raise ApiError(understand(error)) from error


def examine(access: Access, number: str) -> Property | Issue:
    """The property's metadata, or why it cannot be read."""
    calls = Calls(access.clock)
    try:
        with client_of(access, number) as client:
            return fetch_property(client, calls, number)
    except ApiError as error:
        return error.problem.issue
    except QuotaShortError as error:
        return stopped(error.limit, error.limit.returns(access.clock.now()))
