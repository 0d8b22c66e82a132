"""Titles about what the networks showed."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, msg, plural
from metrics.statistics.holm import RISK, adjusted
from metrics.statistics.typical_ratio import TypicalRatio
from report.evidence.network_changes import NetworkChange
from report.evidence.story import Story
from report.wording.periods import during, versus


def network_title(story: Story) -> Message:
    """What network files alone can answer, and what they cannot."""
    compared = [one for one in story.networks if one.typical is not None]
    main = story.main
    assert main is not None  # noqa: S101  # a section without figures is not made
    values: dict[str, Part] = {"during": during(main.period, main.period)}
    before = compared[0].seen.before if compared and compared[0].seen else None
    if not compared or before is None:
        posts = _posts(story.networks)
        return plural(
            "{n} post published {during}, too few to compare. What they brought needs GA4 or the CRM",
            "{n} posts published {during}, not comparable. What they brought needs GA4 or the CRM",
            n=posts,
            during=values["during"],
        )
    clear = _clear([one.typical for one in compared if one.typical is not None])
    less = sum(one.ratio < 1 for one in clear)
    more = len(clear) - less
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


def _clear(ratios: Sequence[TypicalRatio]) -> list[TypicalRatio]:
    """Those beyond random variation, corrected for the number of networks that are looked at.

    A typical post and the mean have to agree: one viral post can make the sum of fewer views larger.
    """
    p_values = adjusted([one.p_value for one in ratios])
    return [one for one, p in zip(ratios, p_values, strict=True) if p < RISK and one.agrees]


def _posts(networks: Sequence[NetworkChange]) -> int:
    return sum(round(one.posts.row["value"] or 0) for one in networks if one.posts is not None)


def of_networks(count: int, every: int) -> Message:
    """Some of the networks that are compared."""
    return plural("{k} network out of {n}", "{k} networks out of {n}", k=count, n=every)
