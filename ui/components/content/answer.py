"""The answer of the Content page: what posts with tagged links brought, or what is known instead."""

from __future__ import annotations

import polars as pl

from i18n import format as shown
from ui.components import answer
from ui.components.content import posts
from ui.text import _, _n, language


def draw(found: pl.DataFrame, measure: str) -> None:
    """The heading of the page; ``measure`` is what most posts have."""
    title, *notes = of(found, measure)
    answer.title(title, *notes)


def of(found: pl.DataFrame, measure: str) -> tuple[str, ...]:
    """The sentence and its notes; nothing is said about results without tagged links."""
    linked = found.filter("linked")
    unknown = found.height - linked.height
    for name in ("leads", "sessions"):
        known = linked.drop_nulls(name)
        total = int(known[name].sum())
        if known.is_empty() or not total:
            continue
        brought = known.filter(pl.col(name) > 0).height
        return (_brought(name, brought, linked.height, total), _traps(linked), _unknown(unknown))
    if not linked.is_empty():
        return (_n("{n} post with a tagged link brought nothing yet",
                   "{n} posts with a tagged link brought nothing yet", n=linked.height), _unknown(unknown))  # fmt: skip
    sum_of = float(found[measure].cast(pl.Float64).sum())
    count = _n("{n} post", "{n} posts", n=found.height)
    if not sum_of:
        return (_("{posts} in this period", posts=count), _links())
    value = shown.number(sum_of, language())
    said = _("{posts} with {value} in total ({measure})", posts=count, value=value, measure=posts.label(measure))  # fmt: skip
    return (said, _links())


def _brought(name: str, brought: int, every: int, total: int) -> str:
    counts = {
        "leads": _n("{n} lead", "{n} leads", n=total),
        "sessions": _n("{n} session", "{n} sessions", n=total),
    }
    return _n(
        "{n} post of {all} with a tagged link brought {results}",
        "{n} posts of {all} with a tagged link brought {results}",
        n=brought, all=every, results=counts[name],
    )  # fmt: skip


def _traps(linked: pl.DataFrame) -> str:
    seen = linked.filter((pl.col("times") > 1) & (pl.col("sessions").fill_null(1) == 0)).height
    if not seen:
        return ""
    return _n("{n} post was seen more than usual and brought no session.",
              "{n} posts were seen more than usual and brought no session.", n=seen)  # fmt: skip


def _unknown(count: int) -> str:
    if not count:
        return ""
    return _n("{n} post has no tagged link: what it brought is unknown.",
              "{n} posts have no tagged link: what they brought is unknown.", n=count)  # fmt: skip


def _links() -> str:
    return _("No post has a tagged link, so what posts brought is unknown.")
