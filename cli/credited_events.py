"""The option --event: the conversions that credit is shared for."""

from __future__ import annotations

from data.facts.facts import Facts
from data.store import Store
from metrics.returns.credited_outcome import credited_outcome

EVERY = "all"
"""Instead of a name: every conversion of the site."""


def wanted_events(store: Store, names: tuple[str, ...]) -> tuple[str, ...]:
    """The conversions that count: those named, by default what counts for the company.

    Where journeys have none of that, every conversion counts.
    """
    if names:
        return () if EVERY in names else names
    own = credited_outcome(Facts(store))
    return own.events if own.is_on_paths else ()
