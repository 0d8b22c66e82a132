"""Check: links with “&amp;” instead of “&”, whose tags are lost or stick to the first one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.utm.impact import Impact
from data.values.correction import TAGS, Correction, CorrectionKind
from i18n.message import msg, plural

# “spring&amp;utm_content=a”: the value has swallowed the tags after it, up to its end.
_GLUED = re.compile(r"&?(amp;)+(utm_\w+=.*)?$|&utm_\w+=.*$", re.IGNORECASE)
_ADVICE = msg(
    "The link was written into a page as text. Copy the plain link, with “&” only, and test it "
    "once."
)


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for column in TAGS:
        for value in evidence.values(column)["value"]:
            if _GLUED.search(value):
                yield _glued(evidence, column, value)
    pages = evidence.landings.filter(
        pl.col("landing_page").str.to_lowercase().str.contains("amp;utm_", literal=True)
    )
    if not pages.is_empty():
        yield UtmIssue(
            "amp_names",
            ("landing_page",),
            plural(
                "{n} landing page has “amp;” before a UTM tag, so the tag is lost.",
                "{n} landing pages have “amp;” before a UTM tag, so the tag is lost.",
                n=pages["landing_page"].n_unique(),
            ),
            _ADVICE,
            Impact.of(pages),
            tuple(pages["landing_page"].unique().sort().to_list()[:5]),
        )


def _glued(evidence: AuditEvidence, column: str, value: str) -> UtmIssue:
    meant = _GLUED.sub("", value)
    return UtmIssue(
        "amp_names",
        (column, value),
        msg("{column}: “{value}” contains a piece of the link.", column=column, value=value),
        _ADVICE,
        evidence.stake(pl.col(column) == value),
        (value,),
        Correction(CorrectionKind.REPLACE, column, (value,), meant) if meant else None,
        about_tags=pl.col(column) == value,
        is_safe=True,
    )


CHECK = Check("amp_names", msg("“amp;” in links"), _find)
