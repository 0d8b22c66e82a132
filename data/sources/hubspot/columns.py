"""HubSpot exports: the original source of a record as UTM tags.

“Original source” is a fixed list and no utm_source. What its drill-downs hold depends on the
value (HubSpot’s page on source properties): only those it documents are read, as the campaign
or as the site that people came from. Custom columns with UTM tags go before it, row by row.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data.reading.names import normalise
from data.sources.kit.lead_stages import evident, tags
from data.sources.kit.link_evidence import PROOF
from data.sources.kit.spec import TypedRows, column

NAMES = (
    "Original Traffic Source",
    "Original Source",
    "Original Source Type",
    "hs_analytics_source",
)
FIELDS = (
    *tags(),
    column("_source", en=NAMES, fr=("Source d'origine", "Source de trafic d'origine")),
    column(
        "_drill_1",
        en=(
            "Original Traffic Source Drill-Down 1",
            "Original Source Drill-Down 1",
            "Original Source Data 1",
            "hs_analytics_source_data_1",
        ),
    ),
    column(
        "_drill_2",
        en=(
            "Original Traffic Source Drill-Down 2",
            "Original Source Drill-Down 2",
            "Original Source Data 2",
            "hs_analytics_source_data_2",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Origin:
    """A value of the list as a medium, and what its drill-downs hold."""

    words: tuple[str, ...]
    medium: str
    source: str | None = None
    campaign: str | None = None
    site: str | None = None


_ORIGINS = (
    _Origin(("organic search", "recherche organique"), "organic"),
    _Origin(("paid search", "recherche payante"), "paid search", campaign="_drill_1"),
    _Origin(
        ("organic social", "social media", "réseaux sociaux", "réseaux sociaux organiques"),
        "organic social",
        campaign="_drill_2",
        site="_drill_1",
    ),
    _Origin(
        ("paid social", "réseaux sociaux payants"),
        "paid social",
        campaign="_drill_2",
        site="_drill_1",
    ),
    _Origin(("email marketing", "e-mail marketing"), "email", campaign="_drill_1"),
    _Origin(("referrals", "références", "sites référents"), "referral", site="_drill_1"),
    _Origin(("direct traffic", "trafic direct"), "(none)", source="(direct)"),
    _Origin(("ai referrals",), "ai-assistant"),
    _Origin(("offline sources", "offline", "sources hors ligne"), "offline"),
    _Origin(("other campaigns", "autres campagnes"), "other campaigns"),
)


# Origins that name no channel: a click id tells more.
_SILENT = ("(none)", "offline", "other campaigns")


def with_origin(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with source, medium and campaign of rows that have no tags of their own.

    A channel that HubSpot names goes before a click id, which may be of a later visit.
    """
    frame = evident(rows, frame)
    if "_source" not in rows.columns:
        return frame
    words = frame["_source"].drop_nulls().unique().to_list()
    plain = {word: normalise(word.replace("_", " ")) for word in words}
    origin = pl.col("_source").replace(plain)
    bare = pl.all_horizontal(pl.col(name).is_null() for name in ("source", "medium", "campaign"))
    telling = [w for known in _ORIGINS if known.medium not in _SILENT for w in known.words]
    clicked = (pl.col(PROOF) == "click").fill_null(value=False)
    told = bare | (clicked & origin.is_in(telling).fill_null(value=False))
    return frame.with_columns(
        *(
            pl.when(told).then(_told(rows, origin, name)).otherwise(name).alias(name)
            for name in ("source", "medium", "campaign")
        ),
        channel_group=pl.when(~told).then("channel_group"),
    )


def _told(rows: TypedRows, origin: pl.Expr, name: str) -> pl.Expr:
    """What an origin says of one tag: a word of its own, or the drill-down that holds it."""
    return pl.coalesce(
        pl.when(origin.is_in(list(known.words))).then(_value(rows, known, name))
        for known in _ORIGINS
    )


def _value(rows: TypedRows, known: _Origin, name: str) -> pl.Expr:
    if name == "medium":
        return pl.lit(known.medium)
    held = known.campaign if name == "campaign" else known.site
    if held is not None and held in rows.columns:
        return pl.col(held).str.to_lowercase() if name == "source" else pl.col(held)
    return pl.lit(known.source if name == "source" else None, pl.String)
