"""Where a lead or a visit without tags came from: the tags and click ids in links of its file.

Forms and CRMs keep the address of a page, of the page before it, or the query alone, under
names of their own making. So every cell that is a link with tags or click ids is read, whatever
its column is called, and every column whose name has that of a click id in it. Of a link only
tags and click ids are stored.
"""

from __future__ import annotations

import re

import polars as pl

from data.base.link_tags import TAGS, is_link, read_links, said_by, telling_clicks, true_click
from data.base.network import ClickId
from data.base.networks import click_ids
from data.reading.names import normalise
from data.sources.kit.spec import TypedRows, ignored

# GA4's words for “nothing”, which are no tags.
NOTHING = ("", "(direct)", "(none)", "(not set)", "(data deleted)")
# Usual names of columns with links and click ids that fill no column of their own; they are read
# by what they hold.
LINKS = ignored(
    *("Landing page*", "Page URL", "Page location", "First page seen", "First page URL"),
    *("Entry page*", "Conversion page*", "Form page*", "Website URL", "URL", "Link", "Full URL"),
    *("Referrer*", "Referring URL", "Referral URL", "Query string", "URL parameters"),
    *("page_url", "page_location", "first_page_seen", "entry_page", "conversion_page"),
    *("landing_page*", "query_string", "url_params", "url_parameters", "first_url"),
    *("Page de destination", "URL de la page", "Page de conversion", "Première page vue"),
    *("Page d'entrée", "URL de référence", "Zielseite", "Einstiegsseite", "Seiten-URL"),
    *(f"*{click.parameter}*" for click in click_ids() if click.headers),
    *("Página de destino", "url_origem", "url_parametros", "URL de origen", "URL da página"),
)
# The page before the visit comes last: its tags may be those of an earlier visit.
_BEFORE = re.compile("r[eé]f[eéê]r|verweis|previous|prior")
_LINKED = "_link_{}"
PROOF = "_proof"


def with_evidence(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` whose rows without source and medium have those of their links or click ids.

    Tags go before click ids, a link's tags are taken as one unit, and a click id in a column of
    its own goes before that of a link. ``_proof`` says what was used: “link”, “click” or null;
    ``click_id`` is the surest one that is known.
    """
    cells, own = _link_columns(rows), _click_columns(rows)
    if not cells and not any(own.values()):  # most files have tags or nothing
        return frame.with_columns(pl.lit(None, pl.String).alias(PROOF))
    frame = _with_links(rows, frame, cells, own).with_columns(click_id=_surest())
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


def _with_links(
    rows: TypedRows, frame: pl.DataFrame, cells: list[str], own: dict[str, list[str]]
) -> pl.DataFrame:
    """``frame`` with ``_link_`` and the tags of its links and its click ids."""
    raw = rows.raw.frame
    units = [f"_link_{tag}" for tag in TAGS]
    empty = pl.lit(None, pl.String)
    found = raw.select(
        pl.col("row").cast(frame.schema["source_row"]).alias("source_row"),
        *(empty.alias(name) for name in units),
        *(
            pl.coalesce(empty, *(_told(cell, click) for cell in own[click.parameter])).alias(
                _LINKED.format(click.parameter)
            )
            for click in click_ids()
        ),
    )
    for cell in cells:
        held = raw.select(link=pl.when(is_link(pl.col(cell))).then(cell))
        told = held.join(read_links(held["link"]), on="link", how="left", maintain_order="left")
        told = told.drop("link").rename(lambda name: f"_link_{name}")
        free = pl.all_horizontal(found[name].is_null() for name in units[:2])
        named = pl.any_horizontal(told[name].is_not_null() for name in units[:2])
        taken = pl.select(taken=free & named)["taken"]
        found = found.with_columns(
            *(told[name].zip_with(taken, found[name]).alias(name) for name in units),
            *(
                pl.coalesce(found[name], told[name]).alias(name)
                for name in told.columns
                if name not in units
            ),
        )
    return frame.join(found, on="source_row", how="left", maintain_order="left")


def _told(cell: str, click: ClickId) -> pl.Expr:
    """The click id in a column of its own; a whole link there (“gclid=A”) is read as a link."""
    return pl.when(~is_link(pl.col(cell))).then(true_click(pl.col(cell), click))


def _click_columns(rows: TypedRows) -> dict[str, list[str]]:
    """The columns of each click id: those with its name, alone or inside (“Deal - gclid”)."""
    there = [
        (f"c{at}", normalise(name))
        for at, name in enumerate(rows.raw.header)
        if f"c{at}" in rows.raw.frame.columns
    ]
    return {
        click.parameter: [cell for cell, name in there if _is_click(name, click)]
        for click in click_ids()
    }


def _is_click(header: str, click: ClickId) -> bool:
    inside = re.search(rf"(?<![a-z]){re.escape(click.parameter)}(?![a-z])", header)
    return bool(inside) or header in map(normalise, click.headers)


def _link_columns(rows: TypedRows) -> list[str]:
    """The columns of the file that hold links, in its order, pages before the visit last."""
    raw, header = rows.raw.frame, rows.raw.header
    names = [(f"c{at}", normalise(name)) for at, name in enumerate(header)]
    there = [(cell, name) for cell, name in names if cell in raw.columns]
    hits = raw.select(is_link(pl.col(cell)).any().alias(cell) for cell, _ in there)
    found = [(cell, name) for cell, name in there if hits[cell].item()]
    return [cell for cell, name in sorted(found, key=lambda one: bool(_BEFORE.search(one[1])))]


def _surest() -> pl.Expr:
    # What the file calls the click id goes first, then the order of ``click_ids``.
    known = [_LINKED.format(click.parameter) for click in click_ids() if click.identifies]
    return pl.coalesce("click_id", *known)


def _by_click(frame: pl.DataFrame) -> pl.DataFrame:
    said = {to: pl.col(to) for to in ("source", "medium", "campaign", "channel_group", PROOF)}
    # The surest click id is written last, so that it decides.
    for click in reversed(telling_clicks()):
        at = _LINKED.format(click.parameter)
        if frame[at].null_count() == frame.height:  # most files have one or two of them
            continue
        here = pl.col("_bare") & pl.col(at).is_not_null()
        for to, value in {**said_by(click), PROOF: pl.lit("click")}.items():
            said[to] = pl.when(here).then(value).otherwise(said[to])
    return frame.with_columns(**said).drop(_LINKED.format(c.parameter) for c in click_ids())
