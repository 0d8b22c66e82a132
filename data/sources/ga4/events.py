"""Google Analytics 4 BigQuery export: events in Parquet, JSON lines or flattened to a table."""

from __future__ import annotations

from data.events.columns import COLUMNS
from data.sources.ga4.events_file import EventReader
from data.sources.kit.spec import (
    ENGLISH,
    FieldSpec,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    ignored,
)
from data.tables.schema import TOUCHES
from i18n.message import msg

_FIELDS = tuple(
    FieldSpec(f"_{column.to}", tuple((ENGLISH, header) for header in column.headers))
    for column in COLUMNS
)

SOURCE = Source(
    id="ga4.events",
    network=None,
    label=msg("Google Analytics events (BigQuery)"),
    doc=msg(
        "BigQuery › analytics_… › events_… › Export, as Parquet or JSON. One file or several, "
        "of a day or of many. Flattened CSVs need at least user_pseudo_id, ga_session_id, "
        "event_timestamp and event_name. Conversions are purchase, generate_lead, sign_up, "
        "qualify_lead, close_convert_lead and what the export flags. For others, answer "
        "events=name,name."
    ),
    sheets=(
        SheetSpec(
            table=TOUCHES,
            signature=("_user", "_at"),
            fields=_FIELDS,
            required=(),
            personal=("_user",),
            whole=True,
            ignores=ignored(
                *("_fivetran_*", "geo*", "device*", "app_info*", "traffic_source*", "user*"),
                *("item*", "price*", "quantity", "coupon", "ecommerce_*", "event_*", "param*"),
                *("privacy_info*", "platform", "is_*", "country", "region", "city", "mobile_*"),
                *("collected_*", "session_traffic_*", "value_in_usd", "stream_id", "ga_session_*"),
                *("page_*", "batch_*", "publisher*", "language", "operating_system*", "browser*"),
            ),
        ),
    ),
    layouts=(
        Layout("nested, Parquet", "en", LayoutEvidence.FILE, "ga4_events.parquet"),
        Layout("nested, JSON", "en", LayoutEvidence.DESCRIBED, "ga4_events_20260302.json"),
        Layout("flattened by a connector", "en", LayoutEvidence.FILE, "ga4_events_connector.csv"),
        Layout("flattened, a row per item", "en", LayoutEvidence.FILE, "ga4_events_items.csv"),
    ),
    limits=msg(
        "GA4’s own reports estimate visitors without consent and round users. BigQuery does "
        "neither, so values differ a little. A newer export of a day replaces the whole day of "
        "its data stream. Files numbered by BigQuery (…000000000001) belong together, so "
        "import all of them."
    ),
    records=EventReader(),
)
