"""Conversions of any tool: documented CSV, one row per conversion, visitors as hashed keys."""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.tables.schema import CONVERSIONS
from i18n.message import msg


def _finish(rows: TypedRows) -> pl.DataFrame:
    """In order of time: a transaction counts at its first occurrence, wherever the file has it."""
    return rows.frame.sort("converted_at", maintain_order=True, nulls_last=True)


SOURCE = Source(
    id="conversions",
    network=None,
    label=msg("Conversions (CSV)"),
    doc=msg(
        "A CSV or workbook with user_id, converted_at (ISO 8601 with its offset, else your "
        "company’s time) and event_name. Optional: value, currency, transaction_id, and "
        "session_id if the visit is known. One row per conversion. A repeated transaction_id "
        "counts once."
    ),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            signature=("user_key", "converted_at", "event_name"),
            fields=(
                column("user_key", en="user_id"),
                column("session_id", en="session_id"),
                column("transaction_id", en="transaction_id"),
                column("converted_at", en="converted_at"),
                column("event_name", en="event_name"),
                column("value", en="value"),
                column("currency", en="currency"),
            ),
            required=("converted_at", "event_name"),
            unique=("event_name", "transaction_id"),
            finish=_finish,
            personal=("user_key",),
        ),
    ),
    layouts=(Layout("documented columns", "en", LayoutEvidence.DESCRIBED, "conversions.csv"),),
)
