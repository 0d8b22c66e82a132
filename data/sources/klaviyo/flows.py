"""Klaviyo flows: one row per message of a flow and day."""

from __future__ import annotations

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.checks import Priced
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.klaviyo.columns import COUNTS, IGNORES, NULLS, medium
from data.tables.schema import EMAIL_SENDS
from i18n.message import Message, msg

_DAY = column("sent_at", en=("Day", "Date"))
_NAMES = frozenset(name for _, name in _DAY.names)


def _by_month(raw: RawTable) -> Message | None:
    """A flow goes on all the time, so a row of a month or of a range belongs to no day."""
    at = next(place for place, name in enumerate(raw.header) if normalise(name) in _NAMES)
    # “2026-03-01” is a day, with or without a time; “2026-03” and “Mar 2026” are months.
    days = raw.frame[f"c{at}"].drop_nulls().str.contains(r"^\s*\d{4}-\d{2}-\d{2}")
    if days.is_empty() or days.any():
        return None
    return msg("This Klaviyo report of flows is by month or period. Group it by day and export it")


def _finish(rows: TypedRows) -> pl.DataFrame:
    return rows.frame.with_columns(medium(), send_id=pl.coalesce("send_id", "_flow"))


SOURCE = Source(
    id="klaviyo.flows",
    network=None,
    label=msg("Klaviyo flows"),
    doc=msg(
        "Klaviyo › Analytics › Custom reports › Flow performance, grouped by message and day, with Delivered, Unique Opens, Unique Clicks and revenue. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=EMAIL_SENDS,
            signature=("sent_at", "_flow", "campaign"),
            fields=(
                _DAY,
                column("_flow", en="Flow ID"),
                column("campaign", en="Flow Name"),
                column("send_id", en=("Flow Message ID", "Message ID")),
                column("medium", en=("Flow Message Channel", "Message Channel")),
                *COUNTS,
            ),
            required=("_flow", "sent_at"),
            unique=("_flow", "send_id", "medium", "sent_at"),
            nulls=NULLS,
            grouping=True,
            unfit=_by_month,
            checks=(Priced("revenue"),),
            finish=_finish,
            ignores=(*IGNORES, *ignored("Flow Message Name", "Message Name")),
        ),
    ),
    layouts=(Layout("by day", "en", LayoutEvidence.HEADERS, "klaviyo_flows.csv"),),
    limits=msg(
        "Revenue is what Klaviyo credits to its messages by its own rules, without a currency. "
        "Days are those of the account’s time zone. Unsubscribes and bounces are rates there "
        "and are not turned into counts."
    ),
)
