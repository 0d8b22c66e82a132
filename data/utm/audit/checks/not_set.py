"""Check: visits that lack one tag although they have another."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from i18n.message import msg

_ABSENT = "(not set)"
_ADVICE = msg(
    "The link has some UTM tags but not this one, or the visit began without a page view. Set "
    "source, medium and campaign together."
)


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    visits = pl.col("table").is_in(("web_sessions", "touches"))
    source, medium = (
        visits & (pl.col(name).str.to_lowercase() == _ABSENT) for name in ("source", "medium")
    )
    if not evidence.tags.filter(source & medium).is_empty():
        yield UtmIssue(
            "not_set",
            ("source", "medium"),
            msg("Visits without any source and medium."),
            msg(
                "Google Analytics did not see how they began: a page without its site tag, or "
                "a visit after midnight. Check that every page has the site tag."
            ),
            evidence.stake(source & medium),
            about_tags=source & medium,
        )
    for column, missing, other in (
        ("source", source & ~medium, "medium"),
        ("medium", medium & ~source, "source"),
    ):
        rows = evidence.tags.filter(missing)
        if not rows.is_empty():
            yield UtmIssue(
                "not_set",
                (column,),
                msg("Visits with other UTM tags, but without {column}.", column=column),
                _ADVICE,
                evidence.stake(missing),
                tuple(rows[other].drop_nulls().unique().sort().to_list()[:5]),
                about_tags=missing,
                tag=(column, _ABSENT),
            )


CHECK = Check("not_set", msg("Missing UTM tags"), _find)
