"""Shared command-line options of the Google Analytics commands: property, endpoint, credentials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from data.ga4 import ENDPOINT_VARIABLE, keys
from data.ga4.numbers import PropertyIdError, property_id
from data.store import Store
from data.store.ga4 import Connection

if TYPE_CHECKING:
    from data.ga4.access import Access


class PropertyNumber(click.ParamType[str]):
    """A click type: the number of a GA4 property."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Called by click."""
        try:
            return property_id(value)
        except PropertyIdError as error:
            self.fail(f"{error}.", param, ctx)


class DayParam(click.ParamType[date]):
    """A click type: a day in ISO format."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Called by click."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day like 2026-01-31.", param, ctx)


property_option = click.option(
    "--property", "number", required=True, type=PropertyNumber(), help="Number of the property."
)
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    envvar=ENDPOINT_VARIABLE,
    help="Use another server: http:// or grpc:// on this machine, or one of Google's hosts.",
)
transport_option = click.option("--transport", type=click.Choice(["grpc", "rest"]))
credentials_option = click.option(
    "--credentials",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Service-account key; by default that of the connection, else the machine's own sign-in.",
)


def changed_connection(
    store: Store, number: str, name: str | None, leads: Sequence[str], purchases: Sequence[str]
) -> Connection:
    """The stored connection with the given values; values that are not given stay."""
    stored = store.state.ga4.get(number) or Connection(number, name or number)
    if name is not None and name != stored.name:
        raise click.BadParameter(
            f"the property is connected as “{stored.name}”; disconnect it first.",
            param_hint="--name",
        )
    return replace(
        stored,
        leads=tuple(leads) or stored.leads,
        purchases=tuple(purchases) or stored.purchases,
    )


def access_to(endpoint: str | None, transport: str | None, credentials: Path | None) -> Access:
    """How to reach a property. Raises click.BadParameter for an invalid address or key."""
    from data.ga4.access import Access  # noqa: PLC0415  # Google's client loads slowly
    from data.ga4.endpoint import Endpoint, EndpointError, Transport  # noqa: PLC0415  # loads slowly

    try:
        where = Endpoint.parse(endpoint, (transport and Transport(transport)) or None)
        key = None if credentials is None else credentials.read_bytes()
        if key is not None:
            keys.check(key)
    except EndpointError as error:
        raise click.BadParameter(f"{error}.", param_hint="--endpoint") from error
    except keys.KeyFileError as error:
        raise click.BadParameter(f"{error}.", param_hint="--credentials") from error
    return Access(where, key)
