"""Check: direct visits to deep landing pages, which probably followed untagged links."""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw
import polars as pl

from data.channels.classification import landing_path
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.utm.impact import Impact
from i18n.message import msg, plural

_LONG = 20  # letters of a path that are too many to type


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    direct = evidence.landings.filter(pl.col("channel") == "Direct")
    if direct.is_empty():
        return
    paths = nw.from_native(direct).select(landing_path(nw.col("landing_page")))["landing_page"]
    path = pl.lit(paths.to_native())
    # Two path segments, or a long path: an address that is followed, not typed.
    deep = direct.filter((path.str.count_matches("/[^/]") > 1) | (path.str.len_chars() > _LONG))
    if deep.is_empty():
        return
    pages = deep.group_by("landing_page").agg(pl.col("sessions").sum())
    top = pages.sort("sessions", "landing_page", descending=[True, False])["landing_page"]
    yield UtmIssue(
        "untagged_deep_links",
        (),
        plural(
            "Direct visits begin on {n} page deep inside the site.",
            "Direct visits begin on {n} pages deep inside the site.",
            n=pages.height,
        ),
        msg(
            "People rarely type such an address, so most of these visits followed a link "
            "without UTM tags. Add UTM tags to the links you send."
        ),
        Impact.of(deep),
        tuple(top.to_list()[:5]),
    )


CHECK = Check("untagged_deep_links", msg("Links probably without UTM tags"), _find)
