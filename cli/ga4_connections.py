"""``python -m data ga4``: connect, list, test and remove Google Analytics 4 properties."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from changes import ga4
from cli.ga4_options import (
    access_to,
    changed_connection,
    credentials_option,
    endpoint_option,
    property_option,
    transport_option,
)
from cli.options import Call, by_option, common_options, print_json
from data.base.issue import Issue
from data.base.json_values import to_json
from data.ga4 import keys
from data.ga4.error_catalogue import KNOWN, KnownError
from data.imports.result import issue_json
from data.values.audit import Actor
from i18n.message import Message, msg


@click.group("ga4")
def connections() -> None:
    """List, test, connect and disconnect Google Analytics 4 properties."""


@connections.command("list")
@common_options
def list_(call: Call) -> None:
    """List the connected properties."""
    with call.store() as store:
        connected = [(one, store.state.ga4.fetched(one.property)) for one in store.state.ga4.all()]
    if call.as_json:
        print_json(
            [
                {
                    **to_json(one),
                    "last_day": days[-1].day.isoformat() if days else None,
                    "fetched_at": _newest(d.fetched_at for d in days),
                }
                for one, days in connected
            ]
        )
        return
    for one, days in connected:
        line = msg(
            "{property}  {name}  synced up to {last}  leads: {lead_events}  purchases: "
            "{purchase_events}",
            property=one.property,
            name=one.name,
            last=str(days[-1].day) if days else "-",
            lead_events=", ".join(one.leads) or "-",
            purchase_events=", ".join(one.purchases) or "-",
        )
        click.echo(call.text(line))


@connections.command("connect")
@property_option
@click.option("--credentials", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--name", help="The property's name as in downloaded reports.")
@by_option
@common_options
def connect(call: Call, number: str, credentials: Path, name: str | None, who: Actor) -> None:
    """Save a copy of a service-account key for later runs, outside the store."""
    with call.store() as store:
        if store.owns(keys.folder()):
            raise click.ClickException(call.text(_INSIDE))
        changed = changed_connection(store, number, name, (), ())
        try:
            account = ga4.connect(store, changed, credentials.read_bytes(), who).account
        except keys.KeyFileError as error:
            raise click.ClickException(call.text(error.what)) from error
    if call.as_json:
        print_json({"property": number, "account": account})
    else:
        click.echo(f"{number}  {account}")


@connections.command("test")
@property_option
@endpoint_option
@transport_option
@credentials_option
@common_options
def test(
    call: Call,
    number: str,
    endpoint: str | None,
    transport: str | None,
    credentials: Path | None,
) -> None:
    """Test access to a property: show its time zone, currency and key events, or what is wrong."""
    from data.ga4.access import examine  # noqa: PLC0415  # Google's client loads slowly

    found = examine(access_to(endpoint, transport, credentials), number)
    if isinstance(found, Issue):
        if call.as_json:
            print_json({"property": number, "ok": False, "issue": issue_json(found, call.language)})
        else:
            click.echo(f"{call.text(found.what)}. {call.text(found.fix)}")
        sys.exit(1)
    details = {
        "time_zone": found.zone,
        "currency": found.currency,
        "key_events": list(found.events),
    }
    if call.as_json:
        print_json({"property": number, "ok": True, **details})
    else:
        click.echo(f"{number}  {found.zone}  {found.currency}  {', '.join(found.events)}")


@connections.command("remove")
@property_option
@by_option
@common_options
def remove(call: Call, number: str, who: Actor) -> None:
    """Disconnect a property and delete its key; synced data stays."""
    with call.store() as store:
        gone = ga4.disconnect(store, number, who)
    if call.as_json:
        print_json({"property": number, "removed": gone})
    else:
        click.echo(call.text(_GONE if gone else _NOT_CONNECTED))
    if not gone:
        sys.exit(1)


@connections.command("errors")
@common_options
def errors(call: Call) -> None:
    """Explain every known error, as a Markdown table."""
    if call.as_json:
        print_json([_known_json(call, known) for known in KNOWN])
        return
    headers = call.text(_HEADERS)
    click.echo(f"| {headers} |\n|--|--|--|")
    for known in KNOWN:
        # The pattern is written as an example: a pipe would end its cell of the table.
        says = known.says.replace("(?P<field>\\S+)", "…").replace("|", " / ")
        what = call.text(known.what).replace("{field}", "…")
        click.echo(f"| `{says}` | {what}. | {call.text(known.fix)} |")


def _known_json(call: Call, known: KnownError) -> dict[str, str]:
    return {
        "pattern": known.says,
        "what": call.text(known.what),
        "fix": call.text(known.fix),
    }


def _newest(moments: Iterator[datetime | None]) -> str | None:
    known = [moment for moment in moments if moment is not None]
    return max(known).isoformat() if known else None


_GONE = msg("Disconnected. Data already synced stays. Undo its imports to delete it.")
_NOT_CONNECTED = msg("This property is not connected.")
_INSIDE: Message = msg("Keys must not lie inside the store: set UTMOST_SECRETS to another folder.")
_HEADERS = msg("What Google says | What it means | What to do")
