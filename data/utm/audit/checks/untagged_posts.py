"""Check: posts with links to the company's site without UTM tags."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.networks import network_name
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.utm.impact import Impact
from i18n.message import msg, plural


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    own = [host for host in evidence.links["host"].unique() if evidence.owns(host)]
    bare = evidence.links.filter(pl.col("host").is_in(own), ~pl.col("tagged"))
    for (network,), links in sorted(bare.group_by("network")):
        posts = links["post_id"].n_unique()
        yield UtmIssue(
            "untagged_posts",
            (str(network),),
            plural(
                "{n} post on {network} links to your site without UTM tags.",
                "{n} posts on {network} link to your site without UTM tags.",
                n=posts,
                network=network_name(str(network)),
            ),
            msg(
                "Their visits count as referral or direct, and no post gets credit for its "
                "leads. Add UTM tags to the links of the next posts."
            ),
            Impact(rows=posts),
            tuple(links["link"].unique().sort().to_list()[:5]),
        )


CHECK = Check(
    "untagged_posts",
    msg("Posts with links without UTM tags"),
    _find,
)
