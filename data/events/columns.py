"""Event columns: the fields of GA4 events that are needed, and their names in exports.

An export is nested (BigQuery's own schema) or flattened by some tool: then a field has the name
of its path with underscores, and a parameter its key, mostly behind a prefix.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_PREFIXES = ("param_", "params_", "event_param_", "event_params_", "ep_", "event_params.")
TEXT, COUNT, AMOUNT = pl.String(), pl.Int64(), pl.Float64()


@dataclass(frozen=True, slots=True)
class EventColumn:
    """One flat column: its places in the nested schema, the best first, and its parameters.

    ``names`` are further names in flattened files. ``bare``: the key of the parameter alone may
    be the name of a flattened column.
    """

    to: str
    dtype: pl.DataType = TEXT
    paths: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    bare: bool = False

    @property
    def header(self) -> str:
        """The name that is written for the column where it is flattened here."""
        return self.paths[0].replace(".", "_") if self.paths else f"param_{self.params[0]}"

    @property
    def headers(self) -> tuple[str, ...]:
        """The names that flattened files may give the column, in lower case."""
        paths = [form for path in self.paths for form in (path, path.replace(".", "_"))]
        params = [f"{prefix}{key}" for key in self.params for prefix in _PREFIXES]
        own = self.params if self.bare else ()
        return tuple(dict.fromkeys((*paths, *params, *own, *self.names)))


def _path(to: str, *paths: str, dtype: pl.DataType = TEXT, names: str = "") -> EventColumn:
    return EventColumn(to, dtype, paths, names=tuple(names.split()))


def _param(to: str, *keys: str, dtype: pl.DataType = TEXT, bare: bool = False) -> EventColumn:
    return EventColumn(to, dtype, params=keys, bare=bare)


_COLLECTED = "collected_traffic_source"
_LAST = "session_traffic_source_last_click"
TAGS = ("source", "medium", "campaign", "content", "term")
_PATHS = {"campaign": "campaign_name"}
CLICK_IDS = ("gclid", "dclid", "srsltid")

COLUMNS: tuple[EventColumn, ...] = (
    _path("stream", "stream_id"),
    _path("user", "user_pseudo_id", names="client_id"),
    _param("session", "ga_session_id", bare=True),
    _path("at", "event_timestamp", names="timestamp"),
    _path("day", "event_date", names="date event_date_dt"),
    _path("name", "event_name", names="name"),
    _param("engaged", "session_engaged", bare=True),
    _param("msec", "engagement_time_msec", dtype=AMOUNT, bare=True),
    _param("page", "page_location", bare=True),
    *(_path(f"last_{t}", f"{_LAST}.cross_channel_campaign.{_PATHS.get(t, t)}") for t in TAGS[:3]),
    _path("last_channel", f"{_LAST}.cross_channel_campaign.default_channel_group"),
    *(_path(f"manual_{t}", f"{_LAST}.manual_campaign.{_PATHS.get(t, t)}") for t in TAGS),
    *(_path(f"collected_{t}", f"{_COLLECTED}.manual_{_PATHS.get(t, t)}") for t in TAGS),
    *(_param(f"param_{t}", t) for t in TAGS),
    *(EventColumn(key, TEXT, (f"{_COLLECTED}.{key}",), (key,), bare=True) for key in CLICK_IDS),
    _param("gclsrc", "gclsrc", bare=True),
    *(
        EventColumn(key, COUNT, (key,), (key,), bare=True)
        for key in ("batch_page_id", "batch_ordering_id", "batch_event_index")
    ),
    _path("bundle", "event_bundle_sequence_id", dtype=COUNT, names="bundle_sequence_id"),
    EventColumn("transaction", TEXT, ("ecommerce.transaction_id",), ("transaction_id",), bare=True),
    _path("revenue", "ecommerce.purchase_revenue", dtype=AMOUNT),
    _path("revenue_usd", "ecommerce.purchase_revenue_in_usd", dtype=AMOUNT),
    _param("value", "value", dtype=AMOUNT),
    _param("currency", "currency", bare=True),
    EventColumn("flagged", TEXT, ("is_key_event", "is_conversion"), ("is_key_event",)),
)
ORDER = ("at", "batch_page_id", "batch_ordering_id", "batch_event_index")
SCHEMA = pl.Schema(
    {"row": pl.Int64()}
    | {column.to: column.dtype for column in COLUMNS}
    | {"at": pl.Int64(), "day": pl.Date(), "engaged": pl.Int64()}
)
REQUIRED = ("user", "session", "at", "name")
# Columns of a table with one row per item, in which each event is repeated.
ITEMS = ("item_id", "item_name", "items_item_id", "items_item_name", "item_item_id")
