"""Where a fact belongs: adds ``channel``, ``use`` and ``network`` to any canonical table.

Posts and account days carry their network; native page exports rarely say whether a figure is
organic or paid, and what is not marked as paid there is counted as organic. Visits and leads are
placed by their tags; ad costs by platform and campaign type. The work is done once per distinct
combination and joined back, so its cost does not grow with the number of rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import narwhals as nw

from data.channels import CHANNELS, REFERENCE, Use, channel_of, use_of

Frame = nw.LazyFrame[Any]

PLACED = frozenset({"channel", "use", "network"})
TAGS = ("source", "medium", "campaign")


@cache
def _reference(name: str) -> tuple[dict[str, str], ...]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _first_match(text: nw.Expr, cases: Sequence[tuple[str, str]]) -> nw.Expr:
    """The value of the first pattern that the whole text matches, or null."""
    tests = [nw.when(text.str.contains(f"^({pattern})$")).then(nw.lit(v)) for pattern, v in cases]
    return nw.coalesce(*tests)


def network_of() -> nw.Expr:
    """The social network that a lower-case ``source`` names, or null."""
    rows = _reference("source_networks.csv")
    return _first_match(nw.col("source"), [(row["pattern"], row["network"]) for row in rows])


def _from_tags() -> nw.Expr:
    """By the rules; a CRM that knows no source may name the channel itself (“Paid Search”)."""
    tagged = (nw.col("source") != "") | (nw.col("medium") != "") | (nw.col("campaign") != "")
    names = [(re.escape(channel.lower()), channel) for channel in CHANNELS]
    named = _first_match(nw.col("medium"), names)
    return nw.coalesce(
        nw.when(nw.col("source") == "").then(named), nw.when(tagged).then(channel_of())
    )


def _from_ga4() -> nw.Expr:
    given = nw.when(nw.col("channel_group") != "").then(nw.col("_channel_group"))
    sourced = (nw.col("source") != "") | (nw.col("medium") != "")
    return nw.coalesce(given, nw.when(sourced).then(channel_of()))


def _from_platform(what: str) -> nw.Expr:
    cases = [
        (f"{row['platform']} {row['campaign_type']}", row[what])
        for row in _reference("ad_platforms.csv")
        if row[what]
    ]
    return _first_match(nw.concat_str("platform", nw.lit(" "), "campaign_type"), cases)


@dataclass(frozen=True, slots=True)
class _Told:
    """The columns that tell a row's place, and how; the expressions see them in lower case.

    As they are, the columns bear an underscore before their name.
    """

    columns: tuple[str, ...]
    channel: Callable[[], nw.Expr]
    network: Callable[[], nw.Expr]
    use: Callable[[], nw.Expr] = use_of


_TOLD = {
    "web_sessions": _Told(("channel_group", *TAGS), _from_ga4, network_of),
    "web_key_events": _Told(("channel_group", *TAGS), _from_ga4, network_of),
    "leads": _Told(TAGS, _from_tags, network_of),
    "ad_costs": _Told(
        ("platform", "campaign_type"),
        lambda: _from_platform("channel"),
        lambda: _from_platform("network"),
        lambda: nw.lit(Use.PAID.value),
    ),
}


def _owned(frame: Frame) -> Frame:
    paid = nw.col("use").fill_null("") == Use.PAID.value
    kind = nw.when(nw.col("network") == "youtube").then(nw.lit("Video")).otherwise(nw.lit("Social"))
    use = nw.when(paid).then(nw.lit(Use.PAID.value)).otherwise(nw.lit(Use.ORGANIC.value))
    word = nw.when(paid).then(nw.lit("Paid ")).otherwise(nw.lit("Organic "))
    return frame.with_columns(channel=nw.concat_str(word, kind), use=use)


def place(frame: Frame, table: str, wanted: Collection[str] = PLACED) -> Frame:
    """``frame`` of ``table`` with the ``wanted`` of ``channel``, ``use`` and ``network``.

    Channel and network are null where they are not known. A lead without any tag has no channel
    at all: it is unknown, not Direct.
    """
    if table not in _TOLD:
        return _owned(frame)
    told = _TOLD[table]
    # Null keys never meet in a join, so unknown is matched as empty text.
    keys = {f"_{name}": nw.col(name).fill_null("") for name in told.columns}
    keyed = frame.with_columns(**keys)
    distinct = keyed.select(*keys).unique()
    lower = {name: nw.col(f"_{name}").str.to_lowercase() for name in told.columns}
    added = {"channel": told.channel} if {"channel", "use"} & set(wanted) else {}
    added |= {"network": told.network} if "network" in wanted else {}
    placed = distinct.with_columns(**lower).with_columns(**{k: v() for k, v in added.items()})
    found = keyed.join(placed.select(*keys, *added), on=list(keys), how="left").drop(list(keys))
    return found.with_columns(use=told.use()) if "use" in wanted else found
