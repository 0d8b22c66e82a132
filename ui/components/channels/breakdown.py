"""The results by channel; by network where all of them come by one channel."""

from __future__ import annotations

from metrics.results.results import Headline
from ui.components.channels import chosen, table
from ui.components.figure import detail
from ui.filters import Filters


def draw(headline: Headline, now: Filters) -> None:
    """The short table of channels, else the bars of the chosen metric, where there are any."""
    if len(chosen.values(now).channels) > 1:
        table.short(now)
    else:
        detail.split(headline, now, least=2)
