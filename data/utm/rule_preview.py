"""Rule preview: what a change of the UTM or channel rules would move, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from data.facts.facts import Facts
from data.utm.impact import MEASURES, STAKED, Impact, combinations, read_with, summed
from data.values.channel_rule import ChannelRule
from data.values.correction import TAGS, Correction
from data.values.rules import Tagging

CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Move:
    """Rows of ``table`` whose ``column`` (a tag, or ``channel``) becomes ``new``."""

    table: str
    column: str
    old: str | None
    new: str | None
    stake: Impact

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value."""
        own = {"table": self.table, "column": self.column, "from": self.old, "to": self.new}
        return own | {name: getattr(self.stake, name) for name in MEASURES}


def preview(facts: Facts, rules: Tagging) -> tuple[Move, ...]:
    """What differs when ``facts`` are read with ``rules`` instead of their own.

    Channels first, then tags; within each the largest impact first. Visits are those of the
    report with most tags.
    """
    moves = [move for table in STAKED for move in _moves(facts, table, rules)]
    return tuple(sorted(moves, key=lambda m: (m.column == CHANNEL, m.stake.weight), reverse=True))


def with_rule(tagging: Tagging, *rules: Correction | ChannelRule) -> Tagging:
    """The rules with some more at the end."""
    repairs = tuple(rule for rule in rules if isinstance(rule, Correction))
    channels = tuple(rule for rule in rules if isinstance(rule, ChannelRule))
    return replace(tagging, repairs=tagging.repairs + repairs, channels=tagging.channels + channels)


def _moves(facts: Facts, table: str, rules: Tagging) -> Iterator[Move]:
    tested = {
        name for rule_set in (facts.inputs.tagging, rules) for name in rule_set.looked_at(table)
    }
    # Only distinct combinations of tags are compared, never single rows.
    frame = combinations(facts, table, tested - set(TAGS))
    if frame.is_empty():
        return
    before, after = (
        read_with(frame, table, rule_set) for rule_set in (facts.inputs.tagging, rules)
    )
    for column in (CHANNEL, *(name for name in TAGS if name in before.columns)):
        both = before.select(pl.col(column).alias("old"), *MEASURES)
        both = both.with_columns(after[column].alias("new"))
        moved = both.filter(pl.col("old").ne_missing(pl.col("new")))
        for row in moved.group_by("old", "new").agg(summed()).iter_rows(named=True):
            yield Move(table, column, row.pop("old"), row.pop("new"), Impact(**row))
