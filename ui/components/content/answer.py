"""The answer of the Content page: what posts with tagged links brought, or what is known instead."""

from __future__ import annotations

import polars as pl

from i18n import format as shown
from metrics.content.posts import metric_of
from metrics.definitions.registry import Additivity
from ui.components import answer
from ui.components.content import posts
from ui.text import _, _n, language


def draw(found: pl.DataFrame, measure: str) -> None:
    """The heading of the page; ``measure`` is what most posts have."""
    title, *notes = of(found, measure)
    answer.title(title, *notes)


def of(found: pl.DataFrame, measure: str) -> tuple[str, ...]:
    """The sentence and its notes; nothing is said about results that are not known."""
    linked = found.filter("linked")
    notes = (_traps(linked), _unlinked(found.height - linked.height))
    for name in ("leads", "sessions"):
        known = linked.drop_nulls(name)
        total = int(known[name].sum())
        if total:
            brought = known.filter(pl.col(name) > 0).height
            rest = _unknown(linked.height - known.height)
            return (_brought(name, brought, known.height, total), *notes, rest)
    unknown = linked.filter(pl.all_horizontal(pl.col("leads", "sessions").is_null())).height
    if linked.height > unknown:
        return (_n("{n} post with a tagged link brought nothing yet",
                   "{n} posts with a tagged link brought nothing yet", n=linked.height - unknown), *notes, _unknown(unknown))  # fmt: skip
    sum_of = float(found[measure].cast(pl.Float64).sum())
    every = _n("{n} post", "{n} posts", n=found.height)
    if not sum_of or not _adds_up(measure):
        return (_("{posts} in this period", posts=every), _unknown(unknown) or _links())
    value = shown.number(sum_of, language())
    count = _n("{n} post", "{n} posts", n=found[measure].count())
    said = _("{measure}: {value}, from {posts}", posts=count, value=value, measure=posts.label(measure))  # fmt: skip
    return (said, _unknown(unknown) or _links())


def _adds_up(measure: str) -> bool:
    """Whether posts have a total of it: people who saw several of them would count several times."""
    metric = metric_of(measure)
    return metric is None or metric.additivity is Additivity.FLOW


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
    seen = linked.filter((pl.col("times") > 1) & (pl.col("sessions") == 0)).height
    if not seen:
        return ""
    return _n("{n} post was seen more than usual and brought no session.",
              "{n} posts were seen more than usual and brought no session.", n=seen)  # fmt: skip


def _unlinked(count: int) -> str:
    if not count:
        return ""
    return _n("{n} post has no tagged link: what it brought is unknown.",
              "{n} posts have no tagged link: what they brought is unknown.", n=count)  # fmt: skip


def _unknown(count: int) -> str:
    if not count:
        return ""
    return _n("Results of {n} post with a tagged link are unknown: other links have the same tags, or no file covers its day.",
              "Results of {n} posts with a tagged link are unknown: other links have the same tags, or no file covers their days.", n=count)  # fmt: skip


def _links() -> str:
    return _("No post has a tagged link, so what posts brought is unknown.")
