"""Sync plan: which days to fetch, newest first, so that an interrupted sync has the latest ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from data.store.ga4 import SETTLED

_DAY = timedelta(days=1)


def wanted(
    first: date, last: date, fetched: Mapping[date, date], *, again: bool = False
) -> tuple[date, ...]:
    """Days from ``first`` to ``last`` to be fetched, newest first.

    ``fetched`` says of each day when it was fetched last. Days that were never fetched, days
    that Google could still change when they were, and the trailing days; with ``again`` all.
    """
    every = [last - _DAY * n for n in range((last - first).days + 1)]
    return tuple(
        day
        for day in every
        # Google still counts late events for some days, so days fetched early are fetched again.
        if again or last - day < SETTLED or day not in fetched or fetched[day] - day < SETTLED
    )


def runs(days: Sequence[date]) -> Iterator[tuple[date, ...]]:
    """Days that follow one another (newest first), each run as one tuple."""
    run: list[date] = []
    for day in days:
        if run and run[-1] - day != _DAY:
            yield tuple(run)
            run = []
        run.append(day)
    if run:
        yield tuple(run)
