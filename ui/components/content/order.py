"""Which posts are shown, and in which order."""

from __future__ import annotations

import polars as pl
import streamlit as st

from metrics.content.posts import TELLING
from ui.components.content import posts
from ui.filters import network_label
from ui.text import _, named

NEWEST = "newest"
_LEAST = 0.5  # share of the posts that a measure is known of, to be an order
_MOST = 4  # measures next to each other


def networks(found: pl.DataFrame) -> pl.DataFrame:
    """Pills of the networks, where there are several; the posts of those that are chosen."""
    names = found.drop_nulls("network")["network"].value_counts(sort=True)["network"].to_list()
    if len(names) < 2:
        return found
    chosen = st.pills(
        _("Networks"), names, selection_mode="multi", key="content_networks_chosen",
        format_func=named(names, network_label), label_visibility="collapsed",
    )  # fmt: skip
    return found.filter(pl.col("network").is_in(chosen)) if chosen else found


def usual(found: pl.DataFrame) -> str:
    """The measure that most posts have and that is not all zero, the most telling one of several."""
    known = posts.known(found)
    counts = {name: (bool(found[name].sum()), found[name].count()) for name in known}
    return max(known, key=lambda name: counts[name], default=TELLING[0])


def choices(found: pl.DataFrame) -> list[str]:
    """Results first, then the measures that most posts have, then the newest."""
    results = [name for name in ("leads", "sessions") if found[name].null_count() < found.height]
    enough = [name for name in posts.known(found) if found[name].count() >= _LEAST * found.height]
    first = usual(found)
    others = [name for name in enough if name != first]
    measures = [first, *others] if posts.known(found) else []
    return [*results, *measures[:_MOST], NEWEST]


def chooser(found: pl.DataFrame) -> str:
    """The order as a control."""
    names = choices(found)
    return st.segmented_control(
        _("Sort by"), names, default=names[0], required=True,
        key=f"content_order_{'_'.join(names)}", format_func=named(names, label),
        label_visibility="collapsed",
    ) or names[0]  # fmt: skip


def label(name: str) -> str:
    """The name of an order."""
    own = {"leads": _("Leads"), "sessions": _("Sessions"), NEWEST: _("Newest")}
    return own[name] if name in own else posts.label(name)


def ordered(found: pl.DataFrame, name: str) -> pl.DataFrame:
    """The posts in an order; unknown values are last, and of equal ones the newest is first."""
    newest = found.sort("published_on", descending=True, nulls_last=True, maintain_order=True)
    if name == NEWEST:
        return newest
    return newest.sort(name, descending=True, nulls_last=True, maintain_order=True)
