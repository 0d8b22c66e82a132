"""One question to the facts, as a hashable value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TIME_KEYS = ("day", "week", "month")
KEYS = (*TIME_KEYS, "channel", "use", "network", "campaign", "content", "post")


@dataclass(frozen=True, slots=True)
class Query:
    """A period (both days included), filters (empty: everything) and the keys to split by.

    ``by`` takes names of ``KEYS``, at most one of day, week (named by its Monday) and month
    (named by its first day). Raises ValueError on anything else.
    """

    start: date
    end: date
    channels: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")
        unknown = [key for key in self.by if key not in KEYS]
        if unknown:
            raise ValueError(f"cannot split by {', '.join(unknown)}; choose from {', '.join(KEYS)}")
        if len(set(self.by)) < len(self.by) or len(set(self.by) & set(TIME_KEYS)) > 1:
            raise ValueError("split by each key once, and by one of day, week and month")

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return (self.end - self.start).days + 1

    @property
    def grain(self) -> str | None:
        """The time key of the split, or None."""
        return next((key for key in self.by if key in TIME_KEYS), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of the split that are not time."""
        return tuple(key for key in self.by if key not in TIME_KEYS)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters that are set, by the key they test."""
        given = {
            "channel": self.channels,
            "use": self.uses,
            "network": self.networks,
            "campaign": self.campaigns,
        }
        return {key: values for key, values in given.items() if values}
