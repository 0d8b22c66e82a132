"""The attribution query: period, split, lookback window and model settings, as a hashable value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from metrics.attribution.leads import of_leads
from metrics.attribution.model import ModelSettings

KEYS = (
    *("channel", "network", "use", "campaign", "source", "medium", "content", "post"),
    "landing_page",
)
LOOKBACK_DAYS = 30


@dataclass(frozen=True, slots=True)
class AttributionQuery:
    """A period of conversions (both days included), what credit goes to, and the settings.

    ``events`` are the names of the conversions that count, empty for all of them. Raises
    ValueError on anything impossible.
    """

    start: date
    end: date
    by: tuple[str, ...] = ("channel",)
    lookback_days: int = LOOKBACK_DAYS
    events: tuple[str, ...] = ()
    settings: ModelSettings = field(default_factory=ModelSettings)

    @property
    def leads(self) -> bool:
        """Whether the conversions are those of leads."""
        return of_leads(self.events)

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")
        unknown = [key for key in self.by if key not in KEYS]
        if unknown or not self.by or len(set(self.by)) < len(self.by):
            raise ValueError(f"split by one or more of {', '.join(KEYS)}, each once")
        of_leads(self.events)
        if self.lookback_days < 1:
            raise ValueError("the look-back window is at least one day")
