"""Check: self-referrals, the company's own site as the source of a visit."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import Correction, CorrectionKind
from i18n.message import msg


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    sources = evidence.values("source", "web_sessions", "touches", "leads")["value"]
    own = tuple(sorted(value for value in sources if evidence.owns(value)))
    if own:
        yield UtmIssue(
            "self_referrals",
            own,
            msg("Your own site is named as a source: {own}.", own=", ".join(own)),
            msg(
                "A visit was cut in two on your site, and the first source was lost. Add the "
                "host to the unwanted referrals in GA4, and use no UTM tags inside the site."
            ),
            evidence.stake(pl.col("source").is_in(own)),
            own,
            Correction(CorrectionKind.DIRECT, "source", own),
            about_tags=pl.col("source").is_in(own),
            is_safe=True,
        )


CHECK = Check("self_referrals", msg("Self-referrals"), _find)
