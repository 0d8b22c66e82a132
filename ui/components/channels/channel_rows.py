"""The rows of channels: the total, every channel, what has none, and overhead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.results.channel_changes import ChannelChanges
from metrics.results.results import Headline
from ui.filters import channel_label
from ui.text import _


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A row: its name, the channel it opens (None opens nothing), its metrics, its weeks."""

    label: str
    channel: str | None
    metrics: Mapping[str, Headline]
    weeks: tuple[float | None, ...] = ()


def rows(found: ChannelChanges) -> list[ChannelRow]:
    """The total, every channel, and what has none."""
    every = [ChannelRow(_("Total"), None, found.whole, found.whole_weeks)]
    every += [
        ChannelRow(channel_label(name), name, row, found.weeks.get(name, ()))
        for name, row in found.channels.items()
    ]
    if any(one.figure.value for one in found.unknown.values()):
        every.append(
            ChannelRow(channel_label(None), None, found.unknown, found.weeks.get(None, ()))
        )
    return every


def known(every: Sequence[ChannelRow], wanted: Sequence[str | None]) -> list[str]:
    """The metrics, of those wanted, that any row has a value of."""
    return [name for name in wanted if name and any(_has(row, name) for row in every)]


def _has(row: ChannelRow, name: str) -> bool:
    return name in row.metrics and row.metrics[name].figure.value is not None


def usual_currency(every: Sequence[ChannelRow], name: str) -> str | None:
    """The currency of an amount of zero, which has none of its own: that of the first row."""
    return next((row.metrics[name].figure.currency for row in every if name in row.metrics), None)
