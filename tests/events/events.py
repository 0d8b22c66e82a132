"""Made-up Google Analytics events as BigQuery exports them, and a short way to load them."""

import io
import json
from datetime import UTC, datetime, timedelta

import polars as pl

from data.sources.registry import load
from tests.sources.exports import TODAY

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = "https://www.brume.example"
_VALUE = pl.Struct(
    {
        "string_value": pl.String,
        "int_value": pl.Int64,
        "float_value": pl.Float64,
        "double_value": pl.Float64,
    }
)
_CROSS = dict.fromkeys(("source", "medium", "campaign_name", "default_channel_group"), pl.String)
SCHEMA = {
    "event_date": pl.String,
    "event_timestamp": pl.Int64,
    "event_name": pl.String,
    "event_params": pl.List(pl.Struct({"key": pl.String, "value": _VALUE})),
    "user_pseudo_id": pl.String,
    "user_id": pl.String,
    "stream_id": pl.String,
    "batch_ordering_id": pl.Int64,
    "collected_traffic_source": pl.Struct(
        dict.fromkeys(
            ("manual_source", "manual_medium", "manual_campaign_name", "manual_content", "gclid"),
            pl.String,
        )
    ),
    "session_traffic_source_last_click": pl.Struct(
        {"cross_channel_campaign": pl.Struct(_CROSS)},
    ),
    "ecommerce": pl.Struct({"transaction_id": pl.String, "purchase_revenue": pl.Float64}),
    "items": pl.List(pl.Struct({"item_id": pl.String})),
}


def event(name="page_view", minutes=0, user="u1", session=1, **given: object):
    """One event; ``given`` are parameters, or fields of the export where it has one so named."""
    at = BEGIN + timedelta(minutes=minutes)
    fields = {name: given.pop(name) for name in list(given) if name in SCHEMA}
    params = {"ga_session_id": session, "page_location": f"{SITE}/", **given}
    return {
        "event_date": f"{at:%Y%m%d}",
        "event_timestamp": int(at.timestamp() * 1_000_000),
        "event_name": name,
        "user_pseudo_id": user,
        "stream_id": "77",
        "event_params": [{"key": k, "value": _typed(v)} for k, v in params.items()],
        **fields,
    }


def _typed(value):
    kind = {str: "string_value", int: "int_value", float: "double_value"}.get(type(value))
    return {kind: value} if kind else {}


def parquet(events, **options: object):
    out = io.BytesIO()
    pl.DataFrame(events, schema=SCHEMA).write_parquet(out, **options)
    return out.getvalue()


def jsonl(events):
    """Whole numbers as texts and nulls in full, as BigQuery writes them."""
    rows = pl.DataFrame(events, schema=SCHEMA).to_dicts()
    return "".join(f"{json.dumps(_texts(row))}\n" for row in rows).encode()


def _texts(value):
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return str(value) if isinstance(value, int) else value


def loaded(*events: object, name="events.parquet", **answers: str):
    (part,) = load(name, parquet(events), answers, today=TODAY)
    return part.loaded


def touch(*events: object):
    """The only visit of some events, as (source, medium, campaign)."""
    (row,) = loaded(*events).tables["touches"].iter_rows(named=True)
    return row["source"], row["medium"], row["campaign"]
