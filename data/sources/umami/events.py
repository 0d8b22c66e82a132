"""Umami: the events of a site (website_event.csv), counted as visits by day and source.

A row is a page view (type 1) or an event of the site’s own (type 2). What Umami calls a session is
a browser of a month; a visit ends after 30 minutes of silence (docs.umami.is, definitions).
"""

from __future__ import annotations

import polars as pl

from data.base.link_tags import said_by, telling_clicks, true_click
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.referrers import site_medium, site_source
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import INSTANT, WEB_SESSIONS
from i18n.message import msg

_CLICKS = telling_clicks()
_PRIVATE = private("distinct_id", "url_query", "referrer_path", "referrer_query", "job_id")
_IDS = ("_visitor", "_visit", "_event")
_TAGS = ("source", "medium", "campaign", "content", "term")
FIELDS = (
    column("_visitor", en="session_id"),
    column("_visit", en="visit_id"),
    column("_event", en="event_id"),
    column("_at", en="created_at", dtype=INSTANT),
    column("_type", en="event_type"),
    column("_host", en="hostname"),
    column("_referrer", en="referrer_domain"),
    *(column(tag, en=f"utm_{tag}") for tag in _TAGS),
    *(column(f"_{click.parameter}", en=click.parameter) for click in _CLICKS),
    *_PRIVATE,
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """A row per day and source; rows without a time stay as they are, to be set aside."""
    events = rows.frame.unique("_event", keep="first", maintain_order=True)
    dated = events.filter(pl.col("_at").is_not_null())
    tags = [tag for tag in _TAGS if tag in rows.columns]
    visits = (
        _sourced(rows, dated)
        .sort("_at", "source_row")
        .group_by("_visit", maintain_order=True)
        .agg(
            pl.col(*_TAGS, "channel_group").first(),
            pl.col("_at", "_visitor", "source_row").first(),
            views=(pl.col("_type") == "1").sum(),
        )
    )
    counted = visits.group_by(
        pl.col("_at").dt.date().alias("date"), *_TAGS, "channel_group", maintain_order=True
    ).agg(
        pl.col("_at", "source_row").first(),
        sessions=pl.len(),
        users=pl.col("_visitor").n_unique(),
        views=pl.col("views").sum(),
    )
    report = ",".join(("date", "source", *(tag for tag in tags if tag != "source")))
    done = counted.with_columns(period_from="date", period_to="date", report=pl.lit(report))
    return pl.concat([rows.frame.filter(pl.col("_at").is_null()), done], how="diagonal_relaxed")


def _sourced(rows: TypedRows, events: pl.DataFrame) -> pl.DataFrame:
    """Events with the source that their tags name, else a click id, else the referring site.

    Of a visit the first event counts, and one that came from nowhere is direct.
    """
    bare = pl.col("source").is_null() & pl.col("medium").is_null() & pl.col("campaign").is_null()
    clicked = [click for click in _CLICKS if f"_{click.parameter}" in rows.columns]
    hits = [pl.when(bare & true_click(pl.col(f"_{c.parameter}"), c).is_not_null()) for c in clicked]
    site = _domain("_referrer", rows)
    other = pl.when(site != _domain("_host", rows).fill_null("")).then(site)
    said = [(hit, said_by(click)) for hit, click in zip(hits, clicked, strict=True)]
    source, medium = ([hit.then(tags[to]) for hit, tags in said] for to in ("source", "medium"))
    # Empty text where the rules give the channel, so that a later click id does not.
    channel = [hit.then(tags["channel_group"].fill_null("")) for hit, tags in said]
    found = events.with_columns(
        source=pl.coalesce("source", *source, pl.when(bare).then(site_source(other))),
        medium=pl.coalesce("medium", *medium, pl.when(bare).then(site_medium(site_source(other)))),
        channel_group=pl.coalesce(*channel, "channel_group").replace("", None),
        _bare=bare,
    )
    direct = pl.col("_bare") & pl.col("source").is_null() & pl.col("medium").is_null()
    return found.with_columns(
        source=pl.when(direct).then(pl.lit("(direct)")).otherwise("source"),
        medium=pl.when(direct).then(pl.lit("(none)")).otherwise("medium"),
    )


def _domain(name: str, rows: TypedRows) -> pl.Expr:
    if name not in rows.columns:
        return pl.lit(None, pl.String)
    return pl.col(name).str.to_lowercase().str.strip_prefix("www.")


SOURCE = Source(
    id="umami.events",
    network=None,
    label=msg("Umami events"),
    doc=msg("Umami › Settings › Data › Export, and website_event.csv from the zip."),
    sheets=(
        SheetSpec(
            table=WEB_SESSIONS,
            signature=("_visitor", "_visit", "_event", "_at", "_type"),
            fields=FIELDS,
            required=("_at",),
            finish=_finish,
            personal=(*_IDS, *hidden(_PRIVATE)),
            whole=True,
            ignores=ignored(
                *("website_id", "browser", "os", "device", "screen", "language", "country"),
                *("region", "city", "url_path", "page_title", "event_name", "tag"),
                *("*clid", "*_fat_id"),
            ),
        ),
    ),
    layouts=(Layout("Umami Cloud", "en", LayoutEvidence.HEADERS, "umami_website_event.csv"),),
    limits=msg(
        "A visit counts as a session, on the day it began (UTC), with the source of its first "
        "event. The site’s own events are not key events. The site is not named, so import one "
        "site only."
    ),
)
