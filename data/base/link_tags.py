"""UTM tags and click ids in links: addresses, query strings and lists of parameters as forms save them.

A link may be an address with its query or fragment, the query alone, a list such as
``["gclid=A","utm_source=b"]`` or an object; “&” may be written “&amp;”, and the whole may be
percent-encoded. Only tags and click ids are taken out of it: whatever else it holds may be about
a person.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

import polars as pl

from data.base.network import ClickId
from data.base.networks import campaign_rules, click_ids

TAGS = ("source", "medium", "campaign", "content", "term")
UNASSIGNED = "Unassigned"
# Words that forms and CRMs write into the field of a click id when there was none.
_NO_CLICK = (
    *("", "-", "--", "0", "null", "undefined", "none", "nan", "n/a", "na", "not set"),
    *("(not set)", "(none)", "true", "false", "no"),
)
# What is between parameters is written with these signs where a link was encoded as a whole.
_SIGNS = {"%3a": ":", "%2f": "/", "%3f": "?", "%3d": "=", "%26": "&", "%23": "#", "%25": "%"}
# How a cell begins that is a link: “https://…”, “https%3A%2F%2F…”, “//a.example”, “?utm_source=a”,
# “/page”, “utm_source: a”, “a.example/page”. “See https://…” begins as a sentence.
_LINK = (
    r"^[\s\"'\[{]*(?:(?i:https?)(?::|%)|//|www\.|[/?#&]"
    r"|[\w.-]+[\"']?\s*[=:]|[\w-]+(?:\.[\w-]+)+(?::\d+)?[/?#])"
)


def telling_clicks() -> tuple[ClickId, ...]:
    """The click ids that say where a visit comes from; the first that is there decides."""
    return tuple(click for click in click_ids() if click.source is not None)


def is_link(cells: pl.Expr) -> pl.Expr:
    """Whether a text is a link with a tag or a click id, and not a sentence that holds one."""
    marks = ["utm_", *(click.parameter for click in click_ids())]
    marked = cells.str.contains_any(marks, ascii_case_insensitive=True)
    return (marked & cells.str.contains(_LINK)).fill_null(value=False)


def read_links(links: pl.Series) -> pl.DataFrame:
    """The tags and click ids of distinct ``links``: a row for each, null where it has none.

    The columns are ``link``, the tags, and every click id under the name of its parameter.
    """
    names = {tag: f"utm_{tag}" for tag in TAGS}
    names |= {click.parameter: click.parameter for click in click_ids()}
    found = pl.DataFrame({"link": links.unique().drop_nulls().cast(pl.String)})
    plain = found.with_columns(_text=_plain(pl.col("link")))
    taken = plain.select("link", *(_parameter(name).alias(to) for to, name in names.items()))
    decoded = taken.with_columns(_decoded(taken[to]) for to in names)
    return decoded.with_columns(
        true_click(pl.col(click.parameter), click).alias(click.parameter) for click in click_ids()
    )


def _plain(link: pl.Expr) -> pl.Expr:
    """The link with “&” alone between its parameters."""
    named = link.str.contains(r"(?i)utm_(?:source|medium)[\"']?\s*[=:]")
    coded = link.str.contains(r"(?i)%(?:25)?3d")
    # Once for an encoded address, twice for one inside the address of a redirect.
    opened = link
    for _ in range(2):
        opened = opened.str.replace_many(
            list(_SIGNS), list(_SIGNS.values()), ascii_case_insensitive=True
        )
    return (
        pl.when(coded & ~named)
        .then(opened)
        .otherwise(link)
        .str.replace_all(r"(?i)&(?:amp;)+", "&")
        .str.replace(r"^\s*[\[{]+(.*?)[\]}]+\s*$", "$1")
        .str.replace_all(r"[\"']\s*[,;]\s*[\"']", "&")
        .str.replace_all(r"[,;|\s]+([\w.-]+=)", "&$1")
    )


def _parameter(name: str) -> pl.Expr:
    pattern = rf"(?i)(?:^|[?&#])\s*[\"']?{re.escape(name)}[\"']?\s*[=:]\s*[\"']?([^&#\"]+)"
    value = pl.col("_text").str.extract(pattern).str.strip_chars(" \t'\"")
    return pl.when(value != "").then(value)


def _decoded(values: pl.Series) -> pl.Series:
    coded = values.unique().drop_nulls()
    # Decoding is a Python loop, so only distinct values that need it are decoded.
    coded = coded.filter(coded.str.contains("[%+]"))
    if coded.is_empty():
        return values
    return values.replace(coded, pl.Series([unquote_plus(v, errors="replace") for v in coded]))


def true_click(values: pl.Expr, click: ClickId) -> pl.Expr:
    """Values of a click id, null for words and unfilled placeholders (“{gclid}”) that stand for none."""
    text = values.str.strip_chars()
    none = text.str.to_lowercase().is_in(_NO_CLICK) | text.str.contains(r"^[{\[%$<]")
    return pl.when(~none & text.str.contains(f"^(?:{click.values})$")).then(text)


def click_id_in(page: str) -> pl.Expr:
    """The first click id in the addresses of the column ``page``, null where there is none."""
    names = "|".join(click.parameter for click in telling_clicks() if click.identifies)
    return pl.col(page).str.extract(rf"(?i)[?&#](?:amp;)*(?:{names})=([^&#]+)")


def without_private_parts(page: pl.Expr) -> pl.Expr:
    """A page without its fragment and those parameters that are neither tags nor click ids.

    >>> frame = pl.DataFrame({"page": ["/a?mail=ada@example.org&utm_source=x#top", "/b?q=1", None]})
    >>> frame.select(without_private_parts(pl.col("page")))["page"].to_list()
    ['/a?utm_source=x', '/b', None]
    """
    names = "|".join(re.escape(click.parameter) for click in click_ids())
    known = page.str.extract_all(rf"(?i)[?&](?:amp;)*(?:utm_\w+|{names})=[^&#]*")
    kept = known.list.eval(pl.element().str.replace("^[?&]", "")).list.join("&")
    path = page.str.replace(r"[?#].*$", "")
    return pl.when(kept != "").then(pl.concat_str(path, pl.lit("?"), kept)).otherwise(path)


def said_by(click: ClickId) -> dict[str, pl.Expr]:
    """What a click id says of an untagged visit: its source, medium, campaign and channel.

    The frame has ``campaign``, which stays where it is known. The channel is null where the rules
    for tags give it.
    """
    campaign = pl.col("campaign")
    return {
        "source": pl.lit(click.source, pl.String),
        "medium": pl.lit(click.medium, pl.String),
        "campaign": pl.coalesce(campaign, pl.lit(click.campaign, pl.String)),
        "channel_group": _channel(click, campaign),
    }


def _channel(click: ClickId, campaign: pl.Expr) -> pl.Expr:
    if click.leaves_use_open:
        return pl.lit(UNASSIGNED)
    words = campaign.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ")
    named = [(rule, _has_word(words, rule.named)) for rule in campaign_rules(click) if rule.named]
    if not named:
        return pl.lit(None, pl.String)
    # A name that speaks of two types (“search and display”) tells neither.
    sure = pl.sum_horizontal(has.cast(pl.Int8) for _, has in named) == 1
    return pl.coalesce(pl.when(sure & has).then(pl.lit(rule.channel)) for rule, has in named)


def _has_word(words: pl.Expr, wanted: tuple[str, ...]) -> pl.Expr:
    return words.str.contains(rf"(?:^| )(?:{'|'.join(wanted)})(?: |$)").fill_null(value=False)
