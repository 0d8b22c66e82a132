"""The title of what the audience saw: the first of these statements whose condition holds."""

from __future__ import annotations

from collections.abc import Sequence

from data.base.networks import network_name
from i18n.message import Message, Part, Quantity, msg, plural
from report.evidence import posts
from report.evidence.network_changes import NetworkChange
from report.evidence.story import Story
from report.titles.networks import of_networks
from report.wording.periods import during


def title(story: Story) -> Message:
    """Whether views changed beyond random variation, and what the posts led to."""
    networks = story.networks
    changes = [one.seen.change for one in networks if one.seen is not None]
    known = [change for change in changes if change.value is not None]
    less = sum(change.moved and (change.value or 0) < 0 for change in known)
    more = sum(change.moved and (change.value or 0) > 0 for change in known)
    values = _traced(story)
    if values:
        if less:
            return msg(
                "Views fell on {networks}; {leads} came from one post "
                "on {network}",
                networks=of_networks(less, len(known)), **values,
            )  # fmt: skip
        if more:
            return msg(
                "Views rose on {networks}; {leads} came from one post "
                "on {network}",
                networks=of_networks(more, len(known)), **values,
            )  # fmt: skip
        return msg(
            "No clear change of views; {leads} came from one post on {network}",
            **values,
        )
    if less:
        return msg(
            "Views fell on {networks}; no lead is traced to a post",
            networks=of_networks(less, len(known)),
            **values,
        )
    if more:
        return msg(
            "Views rose on {networks}; no lead is traced to a post",
            networks=of_networks(more, len(known)),
            **values,
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
    first, whole = rows.row(0, named=True), float(rows["leads"].sum())
    leads: Message = plural("{n} lead from posts", "{n} leads from posts", n=whole)
    if first["leads"] < whole:
        leads = msg("{top} of {leads}", top=Quantity(first["leads"], "count"), leads=leads)
    return {"leads": leads, "network": network_name(first["network"])}
