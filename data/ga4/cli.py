"""``python -m data sync ga4`` and ``python -m data ga4``: fetch properties, from cron too."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from data.door import door, opened, print_json, print_lines
from data.ga4 import ENDPOINT_VARIABLE, keys
from data.ga4.numbers import PropertyIdError, property_id
from data.ga4.outcome import End, Outcome
from data.imports.result import issue_json
from data.issue import Issue
from data.message import Message, msg
from data.store import Store
from data.store.ga4 import Connection

if TYPE_CHECKING:
    from data.ga4.sync import Access


class _PropertyNumber(click.ParamType[str]):
    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return property_id(value)
        except PropertyIdError as error:
            self.fail(f"{error}.", param, ctx)


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day like 2026-01-31.", param, ctx)


_property = click.option(
    "--property", "number", required=True, type=_PropertyNumber(), help="Number of the property."
)
_endpoint = click.option(
    "--endpoint",
    metavar="URL",
    envvar=ENDPOINT_VARIABLE,
    help="Ask another server: http:// or grpc:// on this machine, or a host of Google's.",
)
_transport = click.option("--transport", type=click.Choice(["grpc", "rest"]))
_credentials = click.option(
    "--credentials",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Service-account key; by default the connected one, else as this machine is signed in.",
)


@click.group("sync")
def synced() -> None:
    """Fetch what a service holds."""


@synced.command("ga4")
@_property
@click.option("--from", "first", type=_Day(), help="First day; kept for later runs.")
@click.option("--to", "last", type=_Day(), help="Last day; by default yesterday there.")
@click.option("--again", is_flag=True, help="Fetch days anew that Google does not change any more.")
@_endpoint
@_transport
@_credentials
@click.option("--name", help="The property's name as downloaded reports write it.")
@click.option("--leads", multiple=True, metavar="EVENT", help="Key event that is a lead.")
@click.option("--purchases", multiple=True, metavar="EVENT", help="Key event that is a purchase.")
@click.option("--progress/--no-progress", default=None, help="Show how far it is.")
@door
def ga4(
    *,
    number: str,
    first: date | None,
    last: date | None,
    again: bool,
    endpoint: str | None,
    transport: str | None,
    credentials: Path | None,
    name: str | None,
    leads: Sequence[str],
    purchases: Sequence[str],
    progress: bool | None,
    location: str,
    state_url: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Fetch the missing and the newest days of a Google Analytics 4 property."""
    if first and last and first > last:
        raise click.BadParameter("the first day is after the last.", param_hint="--from")
    from data.ga4.sync import Span, sync  # noqa: PLC0415  # Google's client loads slowly

    access = _access(endpoint, transport, credentials)
    watched = sys.stderr.isatty() if progress is None else progress
    with opened(location, state_url) as store:
        changed = _changed(store, number, name, leads, purchases)
        outcome = sync(
            store, changed, Span(first, last, again), access, _watch if watched else None
        )
    if as_json:
        print_json(outcome.to_json(language))
    else:
        print_lines(tell(outcome, language))
    if outcome.end is not End.DONE:
        sys.exit(1)


@click.group("ga4")
def connections() -> None:
    """List, test, connect and disconnect Google Analytics 4 properties."""


@connections.command("list")
@door
def list_(location: str, state_url: str | None, as_json: bool, language: str) -> None:
    """List the connected properties."""
    with opened(location, state_url) as store:
        kept = [(one, store.state.ga4.fetched(one.property)) for one in store.state.ga4.all()]
    if as_json:
        print_json(
            [
                {
                    **one.to_json(),
                    "last_day": days[-1].day.isoformat() if days else None,
                    "fetched_at": _newest(d.fetched_at for d in days),
                }
                for one, days in kept
            ]
        )
        return
    for one, days in kept:
        said = msg(
            "{property}  {name}  fetched up to {last}  leads: {leads}  purchases: {purchases}",
            fr="{property}  {name}  récupéré jusqu’au {last}  leads\u00a0: {leads}  achats\u00a0: {purchases}",
            property=one.property,
            name=one.name,
            last=str(days[-1].day) if days else "-",
            leads=", ".join(one.leads) or "-",
            purchases=", ".join(one.purchases) or "-",
        )
        click.echo(said.render(language))


@connections.command("connect")
@_property
@click.option("--credentials", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--name", help="The property's name as downloaded reports write it.")
@door
def connect(
    number: str,
    credentials: Path,
    name: str | None,
    location: str,
    state_url: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Keep a copy of a service-account key for later runs, outside the store."""
    with opened(location, state_url) as store:
        if store.owns(keys.folder()):
            raise click.ClickException(_INSIDE.render(language))
        try:
            account = keys.keep(number, credentials.read_bytes())
        except keys.KeyFileError as error:
            raise click.ClickException(error.what.render(language)) from error
        store.state.ga4.save(replace(_changed(store, number, name, (), ()), account=account))
    if as_json:
        print_json({"property": number, "account": account})
    else:
        click.echo(f"{number}  {account}")


@connections.command("test")
@_property
@_endpoint
@_transport
@_credentials
@door
def test(
    number: str,
    endpoint: str | None,
    transport: str | None,
    credentials: Path | None,
    location: str,  # noqa: ARG001  # every command takes it
    state_url: str | None,  # noqa: ARG001  # every command takes it
    as_json: bool,
    language: str,
) -> None:
    """Ask a property for its zone, currency and key events; says what is wrong if it is."""
    from data.ga4.sync import examine  # noqa: PLC0415  # Google's client loads slowly

    found = examine(_access(endpoint, transport, credentials), number)
    if isinstance(found, Issue):
        if as_json:
            print_json({"property": number, "ok": False, "issue": issue_json(found, language)})
        else:
            click.echo(f"{found.what.render(language)}. {found.fix.render(language)}")
        sys.exit(1)
    told = {"time_zone": found.zone, "currency": found.currency, "key_events": list(found.events)}
    if as_json:
        print_json({"property": number, "ok": True, **told})
    else:
        click.echo(f"{number}  {found.zone}  {found.currency}  {', '.join(found.events)}")


@connections.command("remove")
@_property
@door
def remove(number: str, location: str, state_url: str | None, as_json: bool, language: str) -> None:
    """Disconnect a property and delete its key; what was fetched stays."""
    with opened(location, state_url) as store:
        gone = store.state.ga4.remove(number)
    keys.forget(number)
    if as_json:
        print_json({"property": number, "removed": gone})
    else:
        click.echo((_GONE if gone else _NOT_CONNECTED).render(language))
    if not gone:
        sys.exit(1)


def tell(outcome: Outcome, language: str) -> Iterator[str]:
    """A sync in sentences."""
    yield msg(
        "Google Analytics {property}: {status}, {days} days fetched, {left} left, {requests} requests",
        fr="Google Analytics {property}\u00a0: {status}, {days} jours récupérés, {left} restants, {requests} requêtes",
        property=outcome.property,
        status=_STATUS[outcome.end].render(language),
        days=outcome.days,
        left=outcome.left,
        requests=outcome.requests,
    ).render(language)
    for table, rows in outcome.rows.items():
        yield msg(
            "  {table}: {rows} rows", fr="  {table}\u00a0: {rows} lignes", table=table, rows=rows
        ).render(language)
    for issue in outcome.issues:
        yield f"  {issue.what.render(language)}. {issue.fix.render(language)}"


def _changed(
    store: Store,
    number: str,
    name: str | None,
    leads: Sequence[str],
    purchases: Sequence[str],
) -> Connection:
    """The connection with what was given now; what was not given stays."""
    kept = store.state.ga4.get(number) or Connection(number, name or number)
    if name is not None and name != kept.name:
        raise click.BadParameter(
            f"the property is connected as “{kept.name}”; remove it first.", param_hint="--name"
        )
    return replace(
        kept,
        leads=tuple(leads) or kept.leads,
        purchases=tuple(purchases) or kept.purchases,
    )


def _access(endpoint: str | None, transport: str | None, credentials: Path | None) -> Access:
    from data.ga4.endpoint import Endpoint, EndpointError, Transport  # noqa: PLC0415  # loads slowly
    from data.ga4.sync import Access  # noqa: PLC0415  # Google's client loads slowly

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


def _watch(done: int, days: int) -> None:
    """One line on standard error that is written over and over."""
    click.echo(f"\r{done}/{days}", err=True, nl=done >= days)


def _newest(moments: Iterator[datetime | None]) -> str | None:
    known = [moment for moment in moments if moment is not None]
    return max(known).isoformat() if known else None


_STATUS = {
    End.DONE: msg("up to date", fr="à jour"),
    End.STOPPED: msg("stopped for now", fr="interrompu pour l’instant"),
    End.FAILED: msg("failed", fr="échec"),
    End.BUSY: msg("already running", fr="déjà en cours"),
}
_GONE = msg(
    "Disconnected; what was fetched stays. Undo its imports to remove it.",
    fr="Déconnecté\u00a0; les données récupérées restent. Annulez ses imports pour les retirer.",
)
_NOT_CONNECTED = msg("This property is not connected.", fr="Cette propriété n’est pas connectée.")
_INSIDE: Message = msg(
    "Keys must not lie inside the store: set UTMOST_SECRETS to another folder.",
    fr="Les clés ne doivent pas se trouver dans le dossier de données\u00a0: indiquez un autre dossier dans UTMOST_SECRETS.",
)
