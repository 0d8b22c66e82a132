"""The title of what the audience saw: the first of these statements whose condition holds."""

from __future__ import annotations

from collections.abc import Sequence

from data.base.networks import network_name
from i18n.message import Message, Part, Quantity, msg, plural
from report.evidence import posts
from report.evidence.network_changes import NetworkChange
from report.evidence.story import Story
from report.wording.periods import during


def title(story: Story) -> Message:
    """Whether views changed beyond random variation, and what the posts led to."""
    networks = story.networks
    changes = [one.seen.change for one in networks if one.seen is not None]
    known = [change for change in changes if change.value is not None]
    less = sum(change.moved and (change.value or 0) < 0 for change in known)
    more = sum(change.moved and (change.value or 0) > 0 for change in known)
    values: dict[str, Part] = {"n": len(known), **_traced(story)}
    if len(values) > 1:
        if less:
            return msg(
                "Views fell on {k} of {n} networks; {top} of {all} leads from posts came from one "
                "on {network}",
                k=less, **values,
            )  # fmt: skip
        if more:
            return msg(
                "Views rose on {k} of {n} networks; {top} of {all} leads from posts came from one "
                "on {network}",
                k=more, **values,
            )  # fmt: skip
        return msg(
            "No clear change of views; {top} of {all} leads from posts came from one on {network}",
            **values,
        )
    if less:
        return msg(
            "Views fell on {k} of {n} networks; no lead is traced to a post", k=less, **values
        )
    if more:
        return msg(
            "Views rose on {k} of {n} networks; no lead is traced to a post", k=more, **values
        )
    return _plain(story, networks)


def _plain(story: Story, networks: Sequence[NetworkChange]) -> Message:
    posted = sum(round(one.posts.row["value"] or 0) for one in networks if one.posts is not None)
    return plural(
        "{n} post {during}, without a clear change of views; no lead is traced to a post",
        "{n} posts {during}, without a clear change of views; no lead is traced to a post",
        n=posted,
        during=during(story.query, story.query),
    )


def _traced(story: Story) -> dict[str, Part]:
    """The leads traced to posts of the period, and how many the first post brought."""
    rows = posts.brought(story)
    if rows.is_empty() or not rows["leads"].sum():
        return {}
    first = rows.row(0, named=True)
    return {
        "top": Quantity(first["leads"], "count"),
        "all": Quantity(float(rows["leads"].sum()), "count"),
        "network": network_name(first["network"]),
    }
