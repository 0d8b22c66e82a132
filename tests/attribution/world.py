"""Visits and conversions as facts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl

from data.facts.facts import Facts
from tests.attribution.plain import Visit, Win

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 1), date(2026, 12, 31)


def moment(at: int) -> datetime:
    """Microseconds since the beginning as a time."""
    return BEGIN + timedelta(microseconds=at)


def facts(visits: list[Visit], wins: list[Win]) -> Facts:
    """Facts of these, whose keys are campaigns; a direct visit brings nothing along."""
    touches = pl.DataFrame(
        {
            "user_key": [v.user for v in visits],
            "session_id": [v.session for v in visits],
            "started_at": [moment(v.at) for v in visits],
            "started_on": [moment(v.at).date() for v in visits],
            "channel_group": ["Direct" if v.direct else "Referral" for v in visits],
            "campaign": [v.key or None for v in visits],
            "import_id": [1] * len(visits),
        },
        schema_overrides={
            "campaign": pl.String,
            "started_at": pl.Datetime("us", "UTC"),
            "started_on": pl.Date,
        },
    )
    conversions = pl.DataFrame(
        {
            "user_key": [w.user for w in wins],
            "converted_at": [moment(w.at) for w in wins],
            "converted_on": [moment(w.at).date() for w in wins],
            "event_name": ["lead"] * len(wins),
            "transaction_id": [str(n) for n in range(len(wins))],
            "value": [w.value for w in wins],
            "currency": ["EUR"] * len(wins),
            "import_id": [1] * len(wins),
        },
        schema_overrides={"converted_at": pl.Datetime("us", "UTC"), "converted_on": pl.Date},
    )
    return Facts.of({"touches": touches, "conversions": conversions})
