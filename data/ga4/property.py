"""Property metadata: time zone, currency, fields and key events; the test of a connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from google.analytics import data_v1beta as ga
from google.api_core import exceptions as api

from data.ga4.calls import ApiError, Calls
from data.ga4.quality_flags import Notes

_PREFIXES = ("keyEvents:", "conversions:")


@dataclass(frozen=True, slots=True)
class Property:
    """A property that can be read.

    ``zone`` is where its days begin and end, ``fields`` the API names it knows (empty when it
    does not list them), ``events`` its own list of key events.
    """

    id: str
    zone: str
    currency: str
    fields: frozenset[str] = frozenset()
    events: tuple[str, ...] = ()

    def today(self, moment: datetime) -> date:
        """The current day in the property's time zone."""
        try:
            return moment.astimezone(ZoneInfo(self.zone or "UTC")).date()
        except (ZoneInfoNotFoundError, ValueError):
            return moment.date()


def fetch_property(client: ga.BetaAnalyticsDataClient, calls: Calls, number: str) -> Property:
    """Asks a property for its fields, its zone and its currency. Raises ApiError."""
    known, events = _fields(client, calls, number)
    # Neither quota nor time zone is part of the metadata: the smallest report has both.
    request = ga.RunReportRequest(
        property=f"properties/{number}",
        dimensions=[ga.Dimension(name="date")],
        metrics=[ga.Metric(name="sessions")],
        date_ranges=[ga.DateRange(start_date="yesterday", end_date="yesterday")],
        limit=1,
        return_property_quota=True,
    )
    answer = calls.ask(lambda: client.run_report(request, timeout=60, retry=None))
    page = ga.RunReportResponse.pb(answer)
    calls.quota = calls.quota.after(page.property_quota)
    notes = Notes.of(page.metadata)
    return Property(number, notes.zone, notes.currency, known, events)


def _fields(
    client: ga.BetaAnalyticsDataClient, calls: Calls, number: str
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of the allowed fields and of key events; empty where there is no such list."""
    request = ga.GetMetadataRequest(name=f"properties/{number}/metadata")
    try:
        answer = calls.ask(lambda: client.get_metadata(request, timeout=60, retry=None))
    except ApiError as error:
        if isinstance(error.__cause__, (api.NotFound, api.MethodNotImplemented)):
            return frozenset(), ()
        raise
    metadata = ga.Metadata.pb(answer)
    names = {d.api_name for d in metadata.dimensions}
    names |= {m.api_name for m in metadata.metrics if not m.blocked_reasons}
    # Properties may know a field only by its deprecated name.
    older = {
        old
        for each in (*metadata.dimensions, *metadata.metrics)
        for old in each.deprecated_api_names
    }
    return frozenset(names | older), tuple(sorted(_events(names)))


def _events(names: set[str]) -> set[str]:
    return {
        name.removeprefix(prefix)
        for name in names
        for prefix in _PREFIXES
        if name.startswith(prefix)
    }
