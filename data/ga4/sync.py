"""Bringing the days of a property up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from google.analytics import data_v1beta as ga

from data.ga4 import keys
from data.ga4.batch import Batch
from data.ga4.calls import ApiError, Calls, Clock, QuotaShortError
from data.ga4.endpoint import Endpoint
from data.ga4.known import Kind
from data.ga4.namesakes import namesakes
from data.ga4.outcome import End, Outcome, running, stopped
from data.ga4.pages import LARGEST_PAGE, Pages
from data.ga4.plan import runs, wanted
from data.ga4.problems import ERRORS, understand
from data.ga4.property import Property, look
from data.ga4.reports import REPORTS
from data.ga4.windows import MOST_DAYS, MOST_ROWS, Windows
from data.issue import Issue
from data.store import Store
from data.store.ga4 import Connection, SyncRunningError

DEFAULT_DAYS = 400  # a year to compare with, and some weeks
Progress = Callable[[int, int], object]
"""Told how many of the wanted days are fetched; may raise to end the sync."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for; ``first`` None: the connection's; ``last`` None: yesterday there.

    ``again`` fetches days anew that are settled.
    """

    first: date | None = None
    last: date | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """Where to ask and with which key (None: the kept one, else as this machine is signed in)."""

    endpoint: Endpoint = field(default_factory=Endpoint)
    key: bytes | None = None
    clock: Clock = field(default_factory=Clock)
    page_rows: int = LARGEST_PAGE


@dataclass(slots=True)
class _Run:
    store: Store
    connection: Connection
    windows: Windows
    as_of: date
    days: tuple[date, ...]
    on_progress: Progress | None
    fetched: int = 0
    kept: int = 0
    imports: list[int] = field(default_factory=list)

    def everything(self) -> None:
        """Fetches and imports all days. Raises ApiError and QuotaShortError."""
        for run in runs(self.days):
            left = run
            while left:
                left = self._batch(left)

    def _batch(self, run: tuple[date, ...]) -> tuple[date, ...]:
        """Imports the first days of a run and gives the others.

        What is complete when an error ends it is imported; a sync that is taken off keeps the
        batches before.
        """
        batch = Batch.of(self.store, self.connection)
        try:
            for days in self.windows.cut(run):
                self.windows.fetch(days, batch, self._tell)
                self.fetched += len(days)
                if batch.rows >= MOST_ROWS or len(batch.days) >= MOST_DAYS:
                    break
        except (ApiError, QuotaShortError):
            self._commit(batch)
            raise
        else:
            self._commit(batch)
        finally:
            batch.kept.close()
        return run[len(batch.days) :]

    def _commit(self, batch: Batch) -> None:
        if batch.days:
            self.imports.append(batch.commit(self.as_of, tuple(self.windows.issues)))
            self.kept += len(batch.days)
            self.store.state.ga4.beat(self.connection.property)

    def _tell(self) -> None:
        if self.on_progress is not None:
            self.on_progress(self.fetched, len(self.days))


def client_of(access: Access, property_id: str) -> ga.BetaAnalyticsDataClient:
    """A client with the given key, the kept one, or as this machine is signed in.

    Raises ApiError when there is no way to sign in, and KeyFileError for a file that is no key.
    """
    if access.endpoint.plain:
        return access.endpoint.client(None)
    key = keys.kept(property_id) if access.key is None else keys.check(access.key)
    try:
        return access.endpoint.client(key)
    except (*ERRORS, ValueError) as error:  # a damaged private key is a plain ValueError
        raise ApiError(understand(error)) from error


def examine(access: Access, number: str) -> Property | Issue:
    """What the property tells of itself, or why it cannot be asked."""
    calls = Calls(access.clock)
    try:
        return look(client_of(access, number), calls, number)
    except ApiError as error:
        return error.problem.issue
    except QuotaShortError as error:
        return stopped(error.limit, error.limit.returns(access.clock.now()))


def sync(
    store: Store,
    connection: Connection,
    span: Span | None = None,
    access: Access | None = None,
    on_progress: Progress | None = None,
) -> Outcome:
    """Fetches the days that are missing or may have changed.

    Every batch of days replaces at once what was known of them. ``connection`` is saved when the property answers. Ends before the quota does; whatever ends
    it, what is imported stays and the next sync goes on there. Nothing is raised for errors of
    Google's or of the network; KeyFileError for a file that is no key.
    """
    access = access or Access()
    calls = Calls(access.clock)
    try:
        client = client_of(access, connection.property)
        known = look(client, calls, connection.property)
    except (ApiError, QuotaShortError) as error:
        return _failed(Outcome(connection.property, End.FAILED), error, calls)
    windows = Windows(
        Pages(client, calls, connection.property, access.page_rows),
        tuple(report.known_by(known.fields) for report in REPORTS),
    )
    saved = _saved(store, connection, span or Span(), known.today(calls.clock.now()))
    try:
        with store.state.ga4.locked(connection.property):
            return _locked(store, saved, span or Span(), windows, known, on_progress)
    except SyncRunningError:
        return Outcome(connection.property, End.BUSY, issues=(running(),), problem="busy")


def _locked(
    store: Store,
    connection: Connection,
    span: Span,
    windows: Windows,
    known: Property,
    on_progress: Progress | None,
) -> Outcome:
    calls = windows.pages.calls
    today = known.today(calls.clock.now())
    yesterday = today - timedelta(days=1)
    last = min(span.last or yesterday, yesterday)  # a day that is not over would look like a fall
    first = span.first or connection.since or last - timedelta(days=DEFAULT_DAYS - 1)
    fetched = {day.day: day.as_of for day in store.state.ga4.fetched(connection.property)}
    days = wanted(first, last, fetched, again=span.again)
    run = _Run(store, connection, windows, today, days, on_progress)
    outcome = Outcome(
        connection.property, End.DONE, first, last, zone=known.zone, currency=known.currency
    )
    try:
        run.everything()
    except (ApiError, QuotaShortError) as error:
        outcome = _failed(outcome, error, calls)
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
            *(namesakes(store, first, last) if run.imports else ()),
        ),
    )


def _saved(store: Store, connection: Connection, span: Span, today: date) -> Connection:
    """The connection as it is kept from now on: its first day never moves forward."""
    asked = span.first or connection.since or today - timedelta(days=DEFAULT_DAYS)
    changed = replace(connection, since=min(asked, connection.since or asked))
    if store.state.ga4.get(connection.property) != changed:
        store.state.ga4.save(changed)
    return changed


def _failed(outcome: Outcome, error: ApiError | QuotaShortError, calls: Calls) -> Outcome:
    """The outcome of a sync that an error has ended."""
    now = calls.clock.now()
    counts = replace(outcome, requests=calls.requests, retries=calls.retries, quota=calls.quota)
    if isinstance(error, QuotaShortError):
        go_on = error.limit.returns(now)
        told = stopped(error.limit, go_on)
        return replace(counts, end=End.STOPPED, go_on_at=go_on, issues=(told,), problem="short")
    known, issue = error.problem.known, error.problem.issue
    spent = known.kind is Kind.SPENT and known.limit is not None
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
