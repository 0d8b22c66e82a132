"""What the first visitor would otherwise wait for, done once when the server starts."""

from __future__ import annotations

from metrics.attribution.query import AttributionQuery
from metrics.results.overview import Overview
from ui import cache, filters


def warm_up() -> None:
    """Opens the store and answers the questions of the first page with its usual filters.

    Then those of attribution, whose first answer after an import reads every visit.
    """
    seen = cache.overview()
    if seen.last is not None:
        chosen = default_filters(seen)
        cache.headline(chosen.query(), chosen.compare)
        cache.vanity(chosen.query(), chosen.compare)
        if cache.converted():
            cache.compared(AttributionQuery(chosen.start, chosen.end))


def default_filters(seen: Overview) -> filters.Filters:
    """The filters before anybody has chosen any. Raises ValueError where there are no data."""
    if seen.last is None:
        raise ValueError("filters need data")
    start, end = seen.period or filters.PERIODS[filters.DEFAULT_PERIOD](seen.last)
    return filters.Filters(start, end)
