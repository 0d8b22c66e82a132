"""Check: payment gateways as the source of a visit, which take the credit from the real source."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

import polars as pl

from data.base.channels import REFERENCE
from data.base.hosts import normalise_host
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import Correction, CorrectionKind
from i18n.message import msg


@cache
def _gateways() -> frozenset[str]:
    with (REFERENCE / "payment_gateways.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["host"] for row in csv.DictReader(file))


def is_gateway(source: str) -> bool:
    """Whether a source is a payment page, or lies below one.

    >>> is_gateway("checkout.stripe.com"), is_gateway("notstripe.com")
    (True, False)
    """
    # Whole labels are compared, so that notstripe.com is not stripe.com.
    labels = normalise_host(source).split(".")
    return any(".".join(labels[start:]) in _gateways() for start in range(len(labels) - 1))


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for source in evidence.values("source", "web_sessions", "touches", "leads")["value"]:
        if is_gateway(source):
            yield UtmIssue(
                "payment_gateways",
                (source,),
                msg("The payment page {source} is named as a source.", source=source),
                msg(
                    "Visitors came back from paying, but another source had brought them. Add "
                    "the host to the unwanted referrals in GA4. Here you can count these "
                    "visits as direct."
                ),
                evidence.stake(pl.col("source") == source),
                (source,),
                Correction(CorrectionKind.DIRECT, "source", (source,)),
                about_tags=pl.col("source") == source,
                is_safe=True,
            )


CHECK = Check("payment_gateways", msg("Payment pages"), _find)
