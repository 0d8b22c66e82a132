"""A chart that a user added to the report: what it shows, never its values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from data.values.filter_values import put_in_order, set_filters

MOST = 12  # charts in the report: more are no longer read
LONGEST = 200  # letters of a caption


class ChartSplit(StrEnum):
    """What the chart shows the metric by; ``TREND`` is over time."""

    TREND = "trend"
    CHANNEL = "channel"
    NETWORK = "network"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class AddedChart:
    """A metric by ``split`` under the filters of the page that it was added on.

    It has no period: it follows that of the report. ``excluded`` names the filters whose values
    are left out instead ("channel": all but these). Values of filters are in alphabetical order,
    so that the same chart is the same value. Raises ValueError without a metric, for a filter
    that does not exist, or for a caption of more than 200 letters.
    """

    metric: str
    split: ChartSplit = ChartSplit.TREND
    channels: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.metric:
            raise ValueError("a chart shows a metric")
        if len(self.caption) > LONGEST:
            raise ValueError(f"a caption has at most {LONGEST} letters, not {len(self.caption)}")
        put_in_order(self)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The values of the filters that are set, by the key that they test."""
        return set_filters(self)

    def shows_like(self, other: AddedChart) -> bool:
        """Whether both show the same, whatever their captions say."""
        return replace(self, caption="") == replace(other, caption="")


@dataclass(frozen=True, slots=True)
class StoredChart:
    """A chart in the store, with who added it and, once it was removed, who took it out."""

    id: int
    chart: AddedChart
    saved_at: datetime
    saved_by: str
    removed_at: datetime | None = None
    removed_by: str = ""


def find(chart: AddedChart, charts: tuple[StoredChart, ...]) -> StoredChart | None:
    """The one that shows the same as ``chart``; None where none does."""
    return next((stored for stored in charts if stored.chart.shows_like(chart)), None)
