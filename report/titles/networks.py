"""Titles about what the networks showed."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, msg, plural
from report.evidence.network_changes import NetworkChange
from report.evidence.story import Story
from report.wording.periods import during, versus

LEAST_POSTS = 10  # in each period, before views per post are compared
_SAME = 0.05  # views per post that differ by less are no clear change


def network_title(story: Story) -> Message:
    """What network files alone can answer, and what they cannot."""
    compared = [one for one in story.networks if _has_enough(one)]
    main = story.main
    assert main is not None  # noqa: S101  # a section without figures is not made
    values: dict[str, Part] = {"during": during(main.period, main.period)}
    before = main.previous.before
    if not compared or before is None:
        posts = _posts(story.networks)
        return plural(
            "{n} post published {during}, too few to compare. What they brought needs GA4 or the CRM",
            "{n} posts published {during}, not comparable. What they brought needs GA4 or the CRM",
            n=posts,
            during=values["during"],
        )
    less = sum(_has_moved(one) and _ratio(one) < 1 - _SAME for one in compared)
    more = sum(_has_moved(one) and _ratio(one) > 1 + _SAME for one in compared)
    values |= {"versus": versus(before, main.period)}
    if less * 2 >= len(compared) and less:
        return msg(
            "Posts were seen less {versus} on {networks}. What they brought needs GA4 or the CRM",
            networks=of_networks(less, len(compared)), **values,
        )  # fmt: skip
    if more * 2 >= len(compared) and more:
        return msg(
            "Posts were seen more {versus} on {networks}. What they brought needs GA4 or the CRM",
            networks=of_networks(more, len(compared)), **values,
        )  # fmt: skip
    return plural(
        "No clear change of views per post {versus} on {n} network. What they brought needs GA4 or the CRM",
        "No clear change of views per post {versus} on {n} networks. What they brought needs GA4 or the CRM",
        n=len(compared) - less - more, versus=values["versus"],
    )  # fmt: skip


def _has_enough(one: NetworkChange) -> bool:
    """Whether views per post rest on enough posts in both periods."""
    counts = (None, None) if one.posts is None else (one.posts.value, one.posts.earlier_value)
    return one.per_post is not None and min(count or 0 for count in counts) >= LEAST_POSTS


def _has_moved(one: NetworkChange) -> bool:
    """Whether its views changed beyond random variation, in the direction of those per post."""
    change = None if one.seen is None else one.seen.change
    if change is None or change.value is None or not change.moved:
        return False
    return (change.value > 0) == (_ratio(one) > 1)


def _ratio(one: NetworkChange) -> float:
    now, before = one.per_post or (1.0, 1.0)
    return now / before


def _posts(networks: Sequence[NetworkChange]) -> int:
    return sum(round(one.posts.row["value"] or 0) for one in networks if one.posts is not None)


def of_networks(count: int, every: int) -> Message:
    """Some of the networks that are compared."""
    return plural("{k} network out of {n}", "{k} networks out of {n}", k=count, n=every)
