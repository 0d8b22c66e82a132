"""Visits (touchpoints) of any tool: documented CSV, one row per visit, visitors as hashed keys."""

from __future__ import annotations

import polars as pl

from data.events.traffic_source import click_id
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.tables.schema import TOUCHES
from i18n.message import msg

_TAGS = ("source", "medium", "campaign", "content", "term")
_NOTHING = ("", "(direct)", "(none)", "(not set)")


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Words for “nothing” are nothing: such a visit came directly."""
    nothing = {tag: pl.col(tag).str.to_lowercase().is_in(_NOTHING) for tag in _TAGS}
    return rows.frame.with_columns(
        *(pl.when(~empty).then(tag).alias(tag) for tag, empty in nothing.items()),
        click_id=pl.coalesce("click_id", click_id("landing_page")),
    )


SOURCE = Source(
    id="touches",
    network=None,
    label=msg("Visits (CSV)"),
    doc=msg(
        "A CSV or workbook with user_id, session_id and started_at (ISO 8601 with its zone, else UTC); also source, medium, campaign, content, term, landing_page, click_id, and channel, which is taken as it is. One row per visit."
    ),
    sheets=(
        SheetSpec(
            table=TOUCHES,
            signature=("user_key", "session_id", "started_at"),
            fields=(
                column("user_key", en="user_id"),
                column("session_id", en="session_id"),
                column("started_at", en="started_at"),
                *(column(tag, en=(tag, f"utm_{tag}")) for tag in _TAGS),
                column("landing_page", en="landing_page"),
                column("click_id", en=("click_id", "gclid")),
                column("channel_group", en="channel"),
            ),
            required=("user_key", "session_id", "started_at"),
            unique=("user_key", "session_id"),
            finish=_finish,
            personal=("user_key",),
        ),
    ),
    layouts=(Layout("documented columns", "en", LayoutEvidence.DESCRIBED, "touches.csv"),),
    limits=msg(
        "A later file that tells of a visit again replaces that visit. Days are those of UTC."
    ),
)
