"""How much is known by now of what a group of leads buys in the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.facts.source import FactSource
from metrics.maturing.lead_ages import all_leads, curves_of
from metrics.maturing.maturity import MaturityStage, has_curve, stage_of
from metrics.statistics.maturity import EVERYTHING, KnownShare, known_share

_BOUGHT = "won_at"


@dataclass(frozen=True, slots=True)
class CohortMaturity:
    """How much of a group's final customers is known on the day ``until``.

    ``known`` is all of them where the group is mature, and where how long leads take is not known.
    ``half`` of the customers take longer than so many days; None where that is not known.
    """

    stage: MaturityStage
    until: date
    known: KnownShare = EVERYTHING
    half: int | None = None

    @property
    def share(self) -> float | None:
        """The share of the final customers that is known; None where it is not known."""
        return None if self.stage is MaturityStage.UNKNOWN else self.known.share


def cohort(facts: FactSource, created: pl.Series) -> CohortMaturity | None:
    """The maturity of leads by the days they came in on; None without leads."""
    every = all_leads(facts, _BOUGHT)
    days = created.drop_nulls().cast(pl.Date).to_physical().to_numpy().astype(np.int64)
    if not len(days):
        return None
    if not has_curve(every):
        return CohortMaturity(MaturityStage.UNKNOWN, every.until)
    curves = curves_of(facts, _BOUGHT)
    known = known_share(curves, every.as_of - days)
    half = int(np.searchsorted(curves.middle, curves.middle[-1] / 2))
    stage = stage_of(known.share)
    if stage is MaturityStage.MATURE:
        known = EVERYTHING
    return CohortMaturity(stage, every.until, known, half)
