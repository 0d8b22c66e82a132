"""Where a fact belongs: adds ``channel``, ``use`` and ``network`` to any canonical table.

Posts and account days carry their network; native page exports rarely say whether a figure is
organic or paid, and what is not marked as paid there is counted as organic. Visits and leads are
placed by their tags; ad costs by platform and campaign type. The work is done once per distinct
combination and joined back, so its cost does not grow with the number of rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import narwhals as nw

from data.channels import REFERENCE, Use, channel_of, use_of

Frame = nw.LazyFrame[Any]

TAGS = ("source", "medium", "campaign")


@cache
def _reference(name: str) -> tuple[dict[str, str], ...]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _first_match(cases: Sequence[tuple[nw.Expr, str]]) -> nw.Expr:
    chosen: nw.Expr = nw.lit(None, dtype=nw.String)
    for condition, value in reversed(cases):
        answer = nw.lit(value) if value else nw.lit(None, dtype=nw.String)
        chosen = nw.when(condition).then(answer).otherwise(chosen)
    return chosen


def _whole(column: str, pattern: str) -> nw.Expr:
    return nw.col(column).fill_null("").str.to_lowercase().str.contains(f"^({pattern})$")


def network_of() -> nw.Expr:
    """The social network a ``source`` names, or null."""
    cases = [
        (_whole("source", r["pattern"]), r["network"]) for r in _reference("source_networks.csv")
    ]
    return _first_match(cases)


def _by_distinct(frame: Frame, columns: Sequence[str], place: Callable[[Frame], Frame]) -> Frame:
    """``frame`` with what ``place`` adds to the distinct values of ``columns``.

    Nulls are matched as empty text, because null keys never meet in a join.
    """
    keys = {f"_{name}": nw.col(name).fill_null("") for name in columns}
    keyed = frame.with_columns(**keys)
    distinct = keyed.select(**{name: nw.col(f"_{name}") for name in columns}).unique()
    placed = place(distinct).rename({name: f"_{name}" for name in columns})
    return keyed.join(placed, on=list(keys), how="left").drop(list(keys))


def _from_tags(triples: Frame) -> Frame:
    tagged = (nw.col("source") != "") | (nw.col("medium") != "") | (nw.col("campaign") != "")
    return triples.with_columns(
        channel=nw.when(tagged).then(channel_of()).otherwise(nw.lit(None, dtype=nw.String)),
        network=network_of(),
    )


def _from_ga4(groups: Frame) -> Frame:
    given = nw.when(nw.col("channel_group") != "").then(nw.col("channel_group"))
    sourced = (nw.col("source") != "") | (nw.col("medium") != "")
    computed = nw.when(sourced).then(channel_of()).otherwise(nw.lit(None, dtype=nw.String))
    return groups.with_columns(
        channel=nw.coalesce(given.otherwise(nw.lit(None, dtype=nw.String)), computed),
        network=network_of(),
    )


def _from_platform(kinds: Frame) -> Frame:
    rows = _reference("ad_platforms.csv")
    matches = [
        _whole("platform", row["platform"]) & _whole("campaign_type", row["campaign_type"])
        for row in rows
    ]
    return kinds.with_columns(
        channel=_first_match([(m, r["channel"]) for m, r in zip(matches, rows, strict=True)]),
        network=_first_match([(m, r["network"]) for m, r in zip(matches, rows, strict=True)]),
    )


def _owned(frame: Frame) -> Frame:
    paid = (nw.col("use").fill_null("") == Use.PAID.value).fill_null(value=False)
    kind = nw.when(nw.col("network") == "youtube").then(nw.lit("Video")).otherwise(nw.lit("Social"))
    use = nw.when(paid).then(nw.lit(Use.PAID.value)).otherwise(nw.lit(Use.ORGANIC.value))
    word = nw.when(paid).then(nw.lit("Paid ")).otherwise(nw.lit("Organic "))
    return frame.with_columns(channel=nw.concat_str(word, kind), use=use)


def _visited(frame: Frame) -> Frame:
    columns = ("channel_group", *TAGS)
    return _by_distinct(frame, columns, _from_ga4).with_columns(use=use_of())


def _led(frame: Frame) -> Frame:
    return _by_distinct(frame, TAGS, _from_tags).with_columns(use=use_of())


def _bought(frame: Frame) -> Frame:
    columns = ("platform", "campaign_type")
    return _by_distinct(frame, columns, _from_platform).with_columns(use=nw.lit(Use.PAID.value))


_PLACE: dict[str, Callable[[Frame], Frame]] = {
    "posts": _owned,
    "account_days": _owned,
    "web_sessions": _visited,
    "leads": _led,
    "ad_costs": _bought,
}


def place(frame: Frame, table: str) -> Frame:
    """``frame`` of ``table`` with ``channel`` and ``network`` (null: not known) and ``use``.

    A lead without any tag has no channel at all: it is unknown, not Direct.
    """
    return _PLACE[table](frame)
