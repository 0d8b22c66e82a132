"""Check: mediums that contain “email” but are not equal to it; tools read GA4's rule either way."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import Correction, CorrectionKind
from i18n.message import msg

_EXACT = ("email", "e-mail", "e_mail", "e mail")


def is_ambiguous(medium: str) -> bool:
    """Whether a medium is Email where the rule means “contains”, and not where it means “equals”.

    >>> is_ambiguous("email-newsletter"), is_ambiguous("Email"), is_ambiguous("mailing")
    (True, False, False)
    """
    low = medium.lower()
    return low not in _EXACT and any(word in low for word in _EXACT)


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for value in evidence.values("medium")["value"]:
        if is_ambiguous(value):
            yield UtmIssue(
                "email_ambiguity",
                (value,),
                msg(
                    "The medium “{value}” is e-mail for some tools and unknown to others.",
                    value=value,
                ),
                msg(
                    "Google’s rule can mean “equals” or “contains”. Write “email” only, and "
                    "put the name of the mailing into the campaign."
                ),
                evidence.stake(pl.col("medium") == value),
                (value,),
                Correction(CorrectionKind.REPLACE, "medium", (value,), "email"),
                about_tags=pl.col("medium") == value,
            )


CHECK = Check("email_ambiguity", msg("Unclear e-mail medium"), _find)
