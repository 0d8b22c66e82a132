"""Where a lead or a visit without tags came from: the tags and click ids in links of its file.

Forms and CRMs keep the address of a page, of the page before it, or the query alone, under
names of their own making. So every cell that is a link with tags or click ids is read, whatever
its column is called; of the link only these are kept.
"""

from __future__ import annotations

import re

import polars as pl

from data.base.link_tags import TAGS, is_link, read_links, said_by, telling_clicks, true_click
from data.base.networks import click_ids
from data.reading.names import normalise
from data.sources.kit.spec import TypedRows, ignored

# GA4's words for “nothing”, which are no tags.
NOTHING = ("", "(direct)", "(none)", "(not set)", "(data deleted)")
# Usual names of columns with links. They fill no column of their own and are read by what they hold.
LINKS = ignored(
    *("Landing page*", "Page URL", "Page location", "First page seen", "First page URL"),
    *("Entry page*", "Conversion page*", "Form page*", "Website URL", "URL", "Link", "Full URL"),
    *("Referrer*", "Referring URL", "Referral URL", "Query string", "URL parameters"),
    *("page_url", "page_location", "first_page_seen", "entry_page", "conversion_page"),
    *("landing_page*", "query_string", "url_params", "url_parameters", "first_url"),
    *("Page de destination", "URL de la page", "Page de conversion", "Première page vue"),
    *("Page d'entrée", "URL de référence", "Zielseite", "Einstiegsseite", "Seiten-URL"),
    *("Página de destino", "url_origem", "url_parametros", "URL de origen", "URL da página"),
)
# The page before the visit comes last: its tags may be those of an earlier visit.
_BEFORE = re.compile("r[eé]f[eéê]r|verweis|previous|prior")
_CLICK = "_click_{}"
PROOF = "_proof"


def with_evidence(rows: TypedRows, frame: pl.DataFrame, own: tuple[str, ...] = ()) -> pl.DataFrame:
    """``frame`` whose rows without source and medium have those of their links or click ids.

    Tags go before click ids, and a link's tags are taken as one unit. ``own`` are the click ids
    with columns of their own, under ``_`` and their name. ``_proof`` says what was used: “link”,
    “click” or null; ``click_id`` is the surest one that is known.
    """
    frame = _with_links(rows, frame)
    frame = frame.with_columns(_clicked(own))
    frame = frame.with_columns(click_id=_surest())
    bare = _is_nothing("source") & _is_nothing("medium")
    linked = bare & pl.any_horizontal(pl.col("_link_source", "_link_medium").is_not_null())
    unit = {tag: pl.when(linked).then(f"_link_{tag}") for tag in TAGS[:2]}
    # A campaign in a column of its own stays.
    unit |= {tag: pl.when(linked & _is_nothing(tag)).then(f"_link_{tag}") for tag in TAGS[2:]}
    kept = {tag: pl.when(~linked | ~_is_nothing(tag)).then(tag) for tag in TAGS}
    tagged = frame.with_columns(
        *(pl.coalesce(value, kept[tag]).alias(tag) for tag, value in unit.items()),
        _proof=pl.when(linked).then(pl.lit("link")),
        _bare=bare & ~linked,
    )
    return _by_click(tagged).drop("_bare", *(f"_link_{tag}" for tag in TAGS))


def _is_nothing(tag: str) -> pl.Expr:
    return pl.col(tag).fill_null("").str.strip_chars().str.to_lowercase().is_in(NOTHING)


def _with_links(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with ``_link_`` and the tags of its links, and their click ids."""
    raw = rows.raw.frame
    cells = _link_columns(rows)
    units = [f"_link_{tag}" for tag in TAGS]
    clicks = [f"_link_{click.parameter}" for click in click_ids()]
    empty = [pl.lit(None, pl.String).alias(name) for name in (*units, *clicks)]
    if not cells:
        return frame.with_columns(empty)
    held = raw.select("row", *(pl.when(is_link(pl.col(c))).then(c).alias(c) for c in cells))
    found = held.select(source_row="row").with_columns(empty)
    for cell in cells:
        told = held.select(link=cell).join(
            read_links(held[cell]), on="link", how="left", maintain_order="left"
        )
        told = told.drop("link").rename(lambda name: f"_link_{name}")
        free = pl.all_horizontal(found[name].is_null() for name in units[:2])
        named = pl.any_horizontal(told[name].is_not_null() for name in units[:2])
        taken = pl.select(taken=free & named)["taken"]
        found = found.with_columns(
            *(told[name].zip_with(taken, found[name]).alias(name) for name in units),
            *(pl.coalesce(found[name], told[name]).alias(name) for name in clicks),
        )
    return frame.join(
        found.with_columns(pl.col("source_row").cast(frame.schema["source_row"])),
        on="source_row",
        how="left",
        maintain_order="left",
    )


def _link_columns(rows: TypedRows) -> list[str]:
    """The columns of the file that hold links, in its order, pages before the visit last."""
    raw, header = rows.raw.frame, rows.raw.header
    names = [(f"c{at}", normalise(name)) for at, name in enumerate(header)]
    there = [(cell, name) for cell, name in names if cell in raw.columns]
    hits = raw.select(is_link(pl.col(cell)).any().alias(cell) for cell, _ in there)
    found = [(cell, name) for cell, name in there if hits[cell].item()]
    return [cell for cell, name in sorted(found, key=lambda one: bool(_BEFORE.search(one[1])))]


def _clicked(own: tuple[str, ...]) -> list[pl.Expr]:
    """Every click id: that of its own column, else that of a link."""
    named = {click.parameter for click in click_ids() if click.parameter in own}
    return [
        pl.coalesce(
            *([true_click(pl.col(f"_{c.parameter}"), c)] if c.parameter in named else []),
            f"_link_{c.parameter}",
        ).alias(_CLICK.format(c.parameter))
        for c in click_ids()
    ]


def _surest() -> pl.Expr:
    # What the file calls the click id goes first, then the order of ``click_ids``.
    known = [_CLICK.format(click.parameter) for click in click_ids() if click.identifies]
    return pl.coalesce("click_id", *known)


def _by_click(frame: pl.DataFrame) -> pl.DataFrame:
    said = {to: pl.col(to) for to in ("source", "medium", "campaign", "channel_group", PROOF)}
    # The surest click id is written last, so that it stands.
    for click in reversed(telling_clicks()):
        at = _CLICK.format(click.parameter)
        if frame[at].null_count() == frame.height:  # most files have one or two of them
            continue
        here = pl.col("_bare") & pl.col(at).is_not_null()
        for to, value in {**said_by(click), PROOF: pl.lit("click")}.items():
            said[to] = pl.when(here).then(value).otherwise(said[to])
    clicks = [_CLICK.format(click.parameter) for click in click_ids()]
    links = [f"_link_{click.parameter}" for click in click_ids()]
    return frame.with_columns(**said).drop(clicks, links)
