"""Cache warm-up at server start: opens the store and runs the first page's queries."""

from __future__ import annotations

from metrics.attribution.query import AttributionQuery
from metrics.results.overview import Overview
from ui import cache, filters, periods


def warm_up() -> None:
    """Fills the caches for the first page with its default filters.

    Then those of attribution, whose first query after an import reads every visit.
    """
    seen = cache.overview()
    if seen.last is not None:
        chosen = default_filters(seen)
        cache.headline(chosen.query(), chosen.compare)
        cache.vanity(chosen.query(), chosen.compare)
        if cache.credited_outcome().is_on_paths:
            events = cache.credited_outcome().events
            cache.compared(AttributionQuery(chosen.start, chosen.end, events=events))


def default_filters(seen: Overview) -> filters.Filters:
    """The filters of a new session. Raises ValueError while there are no data."""
    if seen.last is None:
        raise ValueError("filters need data")
    start, end = seen.period or periods.PRESETS[periods.DEFAULT](seen.last)
    return filters.Filters(start, end)
