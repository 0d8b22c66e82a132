"""Proposes a naming convention from the tags of a store's visits."""

from __future__ import annotations

from collections import Counter

import polars as pl

from data.base.networks import networks
from data.channels.default_channels import PAID_MEDIUM
from data.links.convention import Convention
from data.utm.audit.evidence import NO_VALUES, AuditEvidence

_SOURCES = ("newsletter", "google")  # in addition to networks
_MEDIUMS = ("social", "paid_social", "email", "cpc", "video", "display", "affiliate", "referral")
_MOST = 30


def propose(evidence: AuditEvidence) -> Convention:
    """The allowed sources and mediums and the separator that the visits' own tags suggest.

    Values in use that GA4's rules know come first, what every team needs follows. Sources are
    only those of tagged visits: visits from a search engine or another site have no campaign.
    """
    campaign = pl.col("campaign").fill_null("").str.to_lowercase()
    tagged = evidence.tags.filter(~campaign.is_in(NO_VALUES), pl.col("channel") != "Unassigned")
    # A medium that hides paid visits in organic channels should not become the convention.
    mediums = tagged.filter(~_hidden())
    return Convention(
        sources=_first(tagged, "source", (*_suggested(), *_SOURCES)),
        mediums=_first(mediums, "medium", _MEDIUMS),
        separator=_separator(tagged["campaign"].unique().to_list()),
    )


def _suggested() -> tuple[str, ...]:
    return tuple(network.id for network in networks() if network.suggested)


def _hidden() -> pl.Expr:
    """A medium that sounds paid and is not one that GA4 counts as paid."""
    medium = pl.col("medium").fill_null("").str.to_lowercase()
    speaks = medium.str.contains(r"paid|ads?\b|boost|sponsor")
    return speaks & ~medium.str.contains(PAID_MEDIUM)


def _first(rows: pl.DataFrame, part: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    value = pl.col(part).fill_null("").str.to_lowercase().str.strip_chars()
    known = rows.select(value, weight=pl.col("sessions").fill_null(0) + pl.col("rows"))
    totals = known.group_by(part).agg(pl.col("weight").sum())
    # Values with encoding or separator characters are damaged, not a convention.
    clean = totals.filter(
        ~pl.col(part).is_in(NO_VALUES), ~pl.col(part).str.contains(r"[%&;\s]")
    ).sort("weight", part, descending=[True, False])
    return tuple(dict.fromkeys((*clean[part].head(_MOST), *usual)))


def _separator(campaigns: list[str]) -> str:
    """The separator between the words of most campaigns."""
    counted = Counter(letter for name in campaigns for letter in name if letter in "-_")
    return max("-_", key=lambda letter: counted[letter])
