"""Visits (touchpoints) of any tool: documented CSV, one row per visit, visitors as hashed keys."""

from __future__ import annotations

import polars as pl

from data.base.link_tags import without_private_parts
from data.base.networks import click_ids
from data.sources.kit.link_evidence import LINKS, NOTHING, with_evidence
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.tables.schema import TOUCHES
from i18n.message import msg

_TAGS = ("source", "medium", "campaign", "content", "term")
_CLICKS = tuple(click for click in click_ids() if click.headers)
_NOT_SET = "(not set)"


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Visits with the tags of their links and click ids where they have none of their own."""
    done = with_evidence(rows, rows.frame)
    lower = {tag: pl.col(tag).str.to_lowercase() for tag in _TAGS}
    nothing = {tag: text.is_in(NOTHING) for tag, text in lower.items()}
    # Words for “nothing” are nothing: such a visit came directly. Where Google Analytics could not
    # set the source, it did not: that visit stays “(not set)”.
    unset = (
        pl.all_horizontal(nothing[tag].fill_null(value=True) for tag in _TAGS[:3])
        & pl.any_horizontal((lower[tag] == _NOT_SET).fill_null(value=False) for tag in _TAGS[:2])
        & (lower["source"] != "(direct)").fill_null(value=True)
    )
    return done.with_columns(
        *(
            pl.when(~empty | (unset & (lower[tag] == _NOT_SET))).then(tag).alias(tag)
            for tag, empty in nothing.items()
        ),
        landing_page=without_private_parts(pl.col("landing_page")),
    )


SOURCE = Source(
    id="touches",
    network=None,
    label=msg("Visits (CSV)"),
    doc=msg(
        "A CSV or workbook with user_id, session_id and started_at (ISO 8601 with its offset, "
        "else your company’s time). Optional: source, medium, campaign, content, term, "
        "landing_page, click_id, and channel, which is used unchanged. One row per visit."
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
                *(column(f"_{c.parameter}", en=c.headers) for c in _CLICKS),
                column("click_id", en="click_id"),
                column("channel_group", en="channel"),
            ),
            required=("user_key", "session_id", "started_at"),
            unique=("user_key", "session_id"),
            finish=_finish,
            personal=("user_key",),
            searched=LINKS,
        ),
    ),
    layouts=(Layout("documented columns", "en", LayoutEvidence.DESCRIBED, "touches.csv"),),
    limits=msg("A later file with the same visit replaces it. Days are those of your company."),
)
