"""The metric query value object: period, filters and split keys, hashable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

TIME_KEYS = ("day", "week", "month")
KEYS = (*TIME_KEYS, "channel", "use", "network", "campaign", "content", "post")


@dataclass(frozen=True, slots=True)
class Query:
    """A period (both days included), filters (empty: everything) and the keys to split by.

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
    grain: str | None = field(init=False, compare=False, repr=False)
    groups: tuple[str, ...] = field(init=False, compare=False, repr=False)
    filters: Mapping[str, tuple[str, ...]] = field(init=False, compare=False, repr=False)

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
            "campaign": self.campaigns,
        }
        # Computed once: executing a query reads them thousands of times.
        derived = {
            "grain": next((key for key in self.by if key in TIME_KEYS), None),
            "groups": tuple(key for key in self.by if key not in TIME_KEYS),
            "filters": {key: values for key, values in given.items() if values},
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return (self.end - self.start).days + 1
