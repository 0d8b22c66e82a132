"""What the first visitor would otherwise wait for, done once when the server starts."""

from __future__ import annotations

from metrics.attribution.query import Ask
from metrics.results.overview import Overview
from ui import cache, filters


def first_page() -> None:
    """Opens the store and answers the questions of the first page with its usual filters.

    Then those of attribution, whose first answer after an import reads every visit.
    """
    seen = cache.seen()
    if seen.last is not None:
        chosen = usual(seen)
        cache.headline(chosen.query(), chosen.compare)
        cache.vanity(chosen.query(), chosen.compare)
        if cache.converted():
            cache.compared(Ask(chosen.start, chosen.end))


def usual(seen: Overview) -> filters.Filters:
    """The filters before anybody has chosen any. Raises ValueError where there are no data."""
    if seen.last is None:
        raise ValueError("filters need data")
    start, end = seen.period or filters.PERIODS[filters.DEFAULT_PERIOD](seen.last)
    return filters.Filters(start, end)
