"""``python -m data sync ga4``: sync a Google Analytics 4 property, by hand or from cron."""

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
    """Sync data from an online service."""


@synced.command("ga4")
@property_option
@click.option("--from", "first", type=DayParam(), help="First day; saved for later runs.")
@click.option(
    "--to",
    "last",
    type=DayParam(),
    help="Last day; by default yesterday in the property's time zone.",
)
@click.option("--again", is_flag=True, help="Sync again the days that Google has finalised.")
@endpoint_option
@transport_option
@credentials_option
@click.option("--name", help="The property's name as in downloaded reports.")
@click.option(
    "--leads", multiple=True, metavar="EVENT", help="Key event that counts as a lead; repeatable."
)
@click.option(
    "--purchases",
    multiple=True,
    metavar="EVENT",
    help="Key event that counts as a purchase; repeatable.",
)
@click.option(
    "--progress/--no-progress", default=None, help="Show progress; by default only on a terminal."
)
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
    """Sync the missing and the newest days of a Google Analytics 4 property."""
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
    """The result of a sync as lines of text."""
    yield msg(
        "Google Analytics {property}: {status}, {fetched}, {left}, {requests}",
        property=outcome.property,
        status=_STATUS[outcome.end],
        fetched=plural("{n} day synced", "{n} days synced", n=outcome.days),
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
    """A progress line on standard error, overwritten in place."""
    click.echo(f"\r{done}/{days}", err=True, nl=done >= days)


_STATUS = {
    End.DONE: msg("up to date"),
    End.STOPPED: msg("stopped for now"),
    End.FAILED: msg("failed"),
    End.BUSY: msg("already running"),
}
