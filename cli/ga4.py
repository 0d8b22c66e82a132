"""``python -m data sync ga4``: fetch a property, from cron too."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from changes.ga4 import sync
from cli.ga4_options import (
    DayParam,
    access_to,
    changed_connection,
    credentials_option,
    endpoint_option,
    property_option,
    transport_option,
)
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.ga4.outcome import End, SyncOutcome
from data.values.audit import Actor
from i18n.message import msg, plural


@click.group("sync")
def synced() -> None:
    """Fetch what a service holds."""


@synced.command("ga4")
@property_option
@click.option("--from", "first", type=DayParam(), help="First day; kept for later runs.")
@click.option("--to", "last", type=DayParam(), help="Last day; by default yesterday there.")
@click.option("--again", is_flag=True, help="Fetch days anew that Google does not change any more.")
@endpoint_option
@transport_option
@credentials_option
@click.option("--name", help="The property's name as downloaded reports write it.")
@click.option("--leads", multiple=True, metavar="EVENT", help="Key event that is a lead.")
@click.option("--purchases", multiple=True, metavar="EVENT", help="Key event that is a purchase.")
@click.option("--progress/--no-progress", default=None, help="Show how far it is.")
@by_option
@common_options
def ga4(
    call: Call,
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
    who: Actor,
) -> None:
    """Fetch the missing and the newest days of a Google Analytics 4 property."""
    if first and last and first > last:
        raise click.BadParameter("the first day is after the last.", param_hint="--from")
    from data.ga4.sync import SyncPeriod  # noqa: PLC0415  # Google's client loads slowly

    access = access_to(endpoint, transport, credentials)
    watched = sys.stderr.isatty() if progress is None else progress
    with call.store() as store:
        changed = changed_connection(store, number, name, leads, purchases)
        outcome = sync(
            store, changed, who, SyncPeriod(first, last, again), access, _watch if watched else None
        )
    if call.as_json:
        print_json(outcome.to_json(call.language))
    else:
        print_lines(print_sync_result(outcome, call.language))
    if outcome.end is not End.DONE:
        sys.exit(1)


def print_sync_result(outcome: SyncOutcome, language: str) -> Iterator[str]:
    """A sync in sentences."""
    yield msg(
        "Google Analytics {property}: {status}, {fetched}, {left}, {requests}",
        property=outcome.property,
        status=_STATUS[outcome.end],
        fetched=plural("{n} day fetched", "{n} days fetched", n=outcome.days),
        left=plural("{n} day left", "{n} days left", n=outcome.left),
        requests=plural("{n} request", "{n} requests", n=outcome.requests),
    ).render(language)
    for table, rows in outcome.rows.items():
        yield plural(
            "  {table}: {rows} row", "  {table}: {rows} rows", rows=rows, table=table
        ).render(language)
    for issue in outcome.issues:
        yield f"  {issue.what.render(language)}. {issue.fix.render(language)}"


def _watch(done: int, days: int) -> None:
    """One line on standard error that is written over and over."""
    click.echo(f"\r{done}/{days}", err=True, nl=done >= days)


_STATUS = {
    End.DONE: msg("up to date"),
    End.STOPPED: msg("stopped for now"),
    End.FAILED: msg("failed"),
    End.BUSY: msg("already running"),
}
