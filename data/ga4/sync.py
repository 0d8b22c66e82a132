"""Sync of a GA4 property: fetches missing and changed days and imports them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date, timedelta

from google.analytics import data_v1beta as ga

from data.ga4.access import Access, client_of
from data.ga4.calls import ApiError, Calls, QuotaShortError
from data.ga4.connection import save_connection
from data.ga4.error_catalogue import ErrorKind
from data.ga4.name_conflicts import name_conflicts, unknown_events
from data.ga4.outcome import End, SyncOutcome, running, stopped
from data.ga4.pages import Pages
from data.ga4.plan import wanted
from data.ga4.property import Property, fetch_property
from data.ga4.reports import REPORTS
from data.ga4.run import Progress, Run
from data.ga4.windows import Windows
from data.imports.pipeline import unstorable
from data.store import RolledBackError, Store
from data.store.faults import STORE_FAULTS
from data.store.ga4 import Connection, SyncRunningError
from data.store.zone import note_property_zone
from data.values.audit import UNKNOWN, Actor

_log = logging.getLogger(__name__)

DEFAULT_DAYS = 400  # a year to compare with, and some weeks


@dataclass(frozen=True, slots=True)
class SyncPeriod:
    """The days asked for; ``first`` None: the connection's; ``last`` None: yesterday there.

    ``again`` fetches days anew that are settled.
    """

    first: date | None = None
    last: date | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one sync is asked for, how it reaches Google, and who asked."""

    span: SyncPeriod
    access: Access
    on_progress: Progress | None
    who: Actor


def sync(
    store: Store,
    connection: Connection,
    span: SyncPeriod | None = None,
    access: Access | None = None,
    on_progress: Progress | None = None,
    who: Actor = UNKNOWN,
) -> SyncOutcome:
    """Fetches the days that are missing or may have changed.

    Every batch of days replaces at once what was known of them. ``connection`` is saved when the
    property answers. Ends before the quota does; whatever ends it, what is imported stays and the
    next sync goes on there. Nothing is raised for errors of Google's, of the network or of the disk.
    """
    access = access or Access()
    calls = Calls(access.clock)
    try:
        client = client_of(access, connection.property)
    except ApiError as error:
        _log.warning("Google Analytics: no access", exc_info=True)
        return _failed(SyncOutcome(connection.property, End.FAILED), error, calls)
    with client:
        asked = _Asked(span or SyncPeriod(), access, on_progress, who)
        return _with(client, store, connection, asked, calls)


def _with(
    client: ga.BetaAnalyticsDataClient,
    store: Store,
    connection: Connection,
    asked: _Asked,
    calls: Calls,
) -> SyncOutcome:
    try:
        known = fetch_property(client, calls, connection.property)
    except (ApiError, QuotaShortError) as error:
        _log.warning("Google Analytics: the property could not be looked at", exc_info=True)
        return _failed(SyncOutcome(connection.property, End.FAILED), error, calls)
    windows = Windows(
        Pages(client, calls, connection.property, asked.access.page_rows),
        tuple(report.known_by(known.fields) for report in REPORTS),
    )
    windows.issues += unknown_events(connection, known)
    saved = _saved(store, connection, asked, known.today(calls.clock.now()))
    try:
        with store.state.ga4.locked(connection.property):
            return _locked(store, saved, asked, windows, known)
    except SyncRunningError:
        return SyncOutcome(connection.property, End.BUSY, issues=(running(),), problem="busy")


def _locked(
    store: Store,
    connection: Connection,
    asked: _Asked,
    windows: Windows,
    known: Property,
) -> SyncOutcome:
    span = asked.span
    calls = windows.pages.calls
    note_property_zone(store.state, connection.property, known.zone)
    today = known.today(calls.clock.now())
    yesterday = today - timedelta(days=1)
    last = min(span.last or yesterday, yesterday)  # a day that is not over would look like a fall
    # A year to compare with is the default.
    first = span.first or connection.since or last - timedelta(days=DEFAULT_DAYS - 1)
    known_days = store.state.ga4.fetched(connection.property)
    # Rows under an earlier name count as another property, so the days are fetched again.
    fetched = {day.day: day.as_of for day in known_days if day.name == connection.name}
    days = wanted(first, last, fetched, again=span.again)
    run = Run(store, connection, windows, today, days, asked.on_progress, asked.who)
    outcome = SyncOutcome(
        connection.property, End.DONE, first, last, zone=known.zone, currency=known.currency
    )
    try:
        run.everything()
    except (ApiError, QuotaShortError) as error:
        _log.warning("Google Analytics: the sync ended early", exc_info=True)
        outcome = _failed(outcome, error, calls)
    except (*STORE_FAULTS, RolledBackError) as error:
        _log.exception("Google Analytics: what was fetched could not be stored")
        storage_issues = unstorable(f"Google Analytics {connection.property}", error).issues
        outcome = replace(outcome, end=End.FAILED, issues=storage_issues, problem="storage")
    return replace(
        outcome,
        days=run.kept,
        left=len(days) - run.kept,
        imports=tuple(run.imports),
        rows=_rows(store, run.imports),
        requests=calls.requests,
        retries=calls.retries,
        quota=calls.quota,
        issues=(
            *outcome.issues,
            *windows.issues,
            *(name_conflicts(store, first, last) if run.imports else ()),
        ),
    )


def _saved(store: Store, connection: Connection, asked: _Asked, today: date) -> Connection:
    """The saved connection: its first day never moves forward."""
    first = asked.span.first or connection.since or today - timedelta(days=DEFAULT_DAYS)
    changed = replace(connection, since=min(first, connection.since or first))
    save_connection(store.state, changed, asked.who)
    return changed


def _failed(outcome: SyncOutcome, error: ApiError | QuotaShortError, calls: Calls) -> SyncOutcome:
    """The outcome of a sync that an error has ended."""
    now = calls.clock.now()
    counts = replace(outcome, requests=calls.requests, retries=calls.retries, quota=calls.quota)
    if isinstance(error, QuotaShortError):
        go_on = error.limit.returns(now)
        issue_short = stopped(error.limit, go_on)
        return replace(
            counts, end=End.STOPPED, go_on_at=go_on, issues=(issue_short,), problem="short"
        )
    known, issue = error.problem.known, error.problem.issue
    spent = known.kind is ErrorKind.SPENT and known.limit is not None
    return replace(
        counts,
        end=End.STOPPED if spent else End.FAILED,
        go_on_at=known.limit.returns(now) if known.limit is not None and spent else None,
        issues=(issue,),
        problem=known.id,
    )


def _rows(store: Store, imports: list[int]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for number in imports:
        entry = store.state.ledger.get(number)
        for table, extent in entry.extents.items() if entry else ():
            counted[table] = counted.get(table, 0) + extent.rows
    return counted
