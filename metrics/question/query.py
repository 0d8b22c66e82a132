"""The metric query value object: period, filters and split keys, hashable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import narwhals as nw

TIME_KEYS = ("day", "week", "month")
KEYS = (*TIME_KEYS, "channel", "use", "network", "account", "campaign", "content", "post")


@dataclass(frozen=True, slots=True)
class Selection:
    """The values of a key that count: these, or all but these where ``excluded``.

    A row whose key is unknown is none of the values: it counts only where they are excluded.
    """

    values: tuple[str, ...]
    excluded: bool = False

    def passes(self, value: str | None) -> bool:
        """Whether a row with this value counts."""
        return (value in self.values) != self.excluded

    def rows(self, column: str, more: tuple[str, ...] = ()) -> nw.Expr:
        """Whether rows count by the value of ``column``; ``more`` are further values of the list."""
        listed = nw.col(column).is_in((*self.values, *more))
        return nw.col(column).is_null() | ~listed if self.excluded else listed


@dataclass(frozen=True, slots=True)
class Query:
    """A period (both days included), filters (empty: everything) and the keys to split by.

    ``excluded`` names the keys whose values are left out instead ("channel": all but these).
    ``by`` takes names of ``KEYS``, at most one of day, week (named by its Monday) and month
    (named by its first day). ``grain`` is that time key or None, ``groups`` are the other keys and
    ``filters`` the filters that are set, by the key they test. Raises ValueError on anything else.
    """

    start: date
    end: date
    channels: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    grain: str | None = field(init=False, compare=False, repr=False)
    groups: tuple[str, ...] = field(init=False, compare=False, repr=False)
    filters: Mapping[str, Selection] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")
        unknown = [key for key in self.by if key not in KEYS]
        if unknown:
            raise ValueError(f"cannot split by {', '.join(unknown)}; choose from {', '.join(KEYS)}")
        if len(set(self.by)) < len(self.by) or len(set(self.by) & set(TIME_KEYS)) > 1:
            raise ValueError("split by each key once, and by one of day, week and month")
        given = {
            "channel": self.channels,
            "use": self.uses,
            "network": self.networks,
            "account": self.accounts,
            "campaign": self.campaigns,
        }
        if not self.excluded <= given.keys():
            raise ValueError(f"cannot exclude values of {', '.join(self.excluded - given.keys())}")
        # Computed once: executing a query reads them thousands of times.
        derived = {
            "grain": next((key for key in self.by if key in TIME_KEYS), None),
            "groups": tuple(key for key in self.by if key not in TIME_KEYS),
            "filters": {
                key: Selection(values, key in self.excluded)
                for key, values in given.items()
                if values
            },
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def wants(self, key: str, value: str | None) -> bool:
        """Whether rows with this value of a filtered key count; those of others always do."""
        return key not in self.filters or self.filters[key].passes(value)

    def about(self, key: str, value: str) -> Query:
        """The same query about one value of a key (channel, use, network, account, campaign)."""
        name = {"use": "uses"}.get(key, f"{key}s")
        changed: dict[str, Any] = {name: (value,), "excluded": self.excluded - {key}}
        return replace(self, **changed)

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return (self.end - self.start).days + 1
