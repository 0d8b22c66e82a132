"""Traffic source of events: one whole unit of tags per event, never mixed fields.

Best first: GA4's own last click of the session; the tags that GA4 collected with the event; the
parameters ``source``, ``medium`` … of the event; ``utm_`` tags in the address of its page. The
last two count on the first batch of a page only: later batches lose what was collected and would
give the referrer instead. ``session_start`` and ``first_visit`` carry no source and are ignored.
"""

from __future__ import annotations

import polars as pl

from data.base.link_tags import is_link, read_links, said_by, telling_clicks
from data.base.network import ClickId
from data.events.columns import CLICK_IDS, ORDER, TAGS

SESSION = ("stream", "user", "session")
WITHOUT_SOURCE = ("session_start", "first_visit", "first_open")
# GA4's words for “nothing”, which are no names of sources or campaigns.
_NOTHING = ("", "(direct)", "(none)", "(not set)", "(data deleted)")
_NO_CAMPAIGN = (*_NOTHING, "(organic)", "(referral)", "(ai-assistant)")
LAST_CLICK, WITH_MEDIUM, WITHOUT_MEDIUM = 0, 1, 2


def traffic_sources(events: pl.DataFrame) -> pl.DataFrame:
    """A row for every event that names a source: its session and day, order, tags and ``rank``.

    ``channel_group`` is GA4's own where the export has it. Lower ranks go before higher ones.
    """
    with_source = events.filter(_has_source())
    if with_source.is_empty():
        with_source = events.head(0)
    paged = _with_page_tags(with_source)
    made = _repaired(_chosen(paged))
    empty = pl.all_horizontal(pl.col(*TAGS, "channel_group").is_null())
    sourced = made.filter(~empty | (pl.col("rank") == LAST_CLICK))
    return sourced.select(*SESSION, "day", *ORDER, *TAGS, "channel_group", "rank")


def _has_source() -> pl.Expr:
    given = [f"{kind}_{tag}" for kind in ("collected", "param", "manual") for tag in TAGS]
    last = [f"last_{tag}" for tag in TAGS[:3]]
    filled = pl.any_horizontal(pl.col(*given, *last, *CLICK_IDS, "gclsrc").is_not_null())
    own = _any("last", TAGS[:3]) | _any("manual", TAGS)
    collected = filled | is_link(pl.col("page"))
    return own | (~pl.col("name").is_in(WITHOUT_SOURCE) & collected)


def _any(kind: str, tags: tuple[str, ...]) -> pl.Expr:
    return pl.any_horizontal(pl.col([f"{kind}_{tag}" for tag in tags]).is_not_null())


def _with_page_tags(events: pl.DataFrame) -> pl.DataFrame:
    """The tags and click ids in the page's address, as ``page_`` and their names."""
    pages = events.select("page").filter(is_link(pl.col("page")))["page"]
    found = read_links(pages).rename(lambda name: "page" if name == "link" else f"page_{name}")
    return events.join(found, on="page", how="left", maintain_order="left")


def _chosen(events: pl.DataFrame) -> pl.DataFrame:
    """The unit of each event, by where it was found."""
    first_batch = pl.col("batch_ordering_id").fill_null(1) <= 1
    silent = pl.col("name").is_in(WITHOUT_SOURCE)
    kind = (
        pl.when(_any("last", TAGS[:3]))
        .then(pl.lit("last"))
        .when(_any("manual", TAGS))
        .then(pl.lit("manual"))
        .when(~silent & _any("collected", TAGS))
        .then(pl.lit("collected"))
        .when(~silent & first_batch & _any("param", TAGS))
        .then(pl.lit("param"))
        .when(~silent & first_batch & _any("page", TAGS))
        .then(pl.lit("page"))
    )
    chosen = events.with_columns(_kind=kind)
    # GA4's last click has content and term only in its manual part.
    extra = [pl.col(f"manual_{tag}").alias(f"last_{tag}") for tag in TAGS[3:]]
    return chosen.with_columns(extra).with_columns(map(_clean, TAGS)).with_columns(
        channel_group=pl.when(pl.col("_kind") == "last").then("last_channel"),
        _own=pl.col("_kind").is_in(("last", "manual")).fill_null(value=False),
        _silent=silent,
    )  # fmt: skip


def _clean(tag: str) -> pl.Expr:
    kinds = ("last", "manual", "collected", "param", "page")
    value = pl.coalesce(
        pl.when(pl.col("_kind") == kind).then(f"{kind}_{tag}") for kind in kinds
    ).str.strip_chars()
    nothing = _NO_CAMPAIGN if tag == "campaign" else _NOTHING
    return pl.when(~value.str.to_lowercase().is_in(nothing)).then(value).alias(tag)


def _repaired(events: pl.DataFrame) -> pl.DataFrame:
    """Tags from click ids where a visit is untagged, and ``rank``.

    A paid click arrives as “google / organic”. Tags written by hand are never changed, nor visits
    that another source sent: click ids stay in links that people share.
    """
    tags = {tag: pl.col(tag) for tag in (*TAGS[:3], "channel_group")}
    for click in reversed(telling_clicks()):
        given = events.select(_given(click)).to_series()
        if not given.any():  # most exports have one or two of them
            continue
        believed = _believed(click)
        for tag, value in said_by(click).items():
            tags[tag] = pl.when(believed).then(value).otherwise(tags[tag])
    medium = pl.when(pl.col("medium").is_not_null()).then(WITH_MEDIUM).otherwise(WITHOUT_MEDIUM)
    rank = pl.when("_own").then(LAST_CLICK).otherwise(medium).cast(pl.Int8)
    return events.with_columns(**tags).with_columns(rank=rank)


def _given(click: ClickId) -> pl.Expr:
    own = [click.parameter] if click.parameter in (*CLICK_IDS, "gclsrc") else []
    return pl.any_horizontal(pl.col(f"page_{click.parameter}", *own).is_not_null())


def _believed(click: ClickId) -> pl.Expr:
    source, medium = pl.col("source").str.to_lowercase(), pl.col("medium").str.to_lowercase()
    fits = source.is_null() | source.is_in(click.fits)
    untagged = medium.is_null() | medium.is_in(("organic", "referral"))
    typed = pl.any_horizontal(pl.col("page_source", "page_medium").is_not_null())
    plain = ~pl.col("_own") & ~pl.col("_silent") & ~typed
    # A campaign without source and medium is no tag of another source.
    bare = pl.col("campaign").is_null() | (source.is_null() & medium.is_null())
    return _given(click) & fits & untagged & bare & plain
