"""ROI sentences: what the ranges hold, why a ratio is missing, overhead, and leads that may still buy."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.facts.source import FactSource
from i18n.message import Message, Part, Quantity, msg, plural
from metrics.maturing.cohort import CohortMaturity
from metrics.maturing.maturity import TOO_EARLY, MaturityStage
from metrics.returns.estimate import ENOUGH, FEWEST, FEWEST_IN_ALL, Bounds, Certainty
from metrics.returns.roi import ReturnsBasis, RoiRow, RoiTable, Share

LAST_CLICK = msg(
    "No conversion paths are known, so results count by their UTM tags (last click). Ranges "
    "are random variation (95%). Import visits by user to compare models."
)
BY_SESSION = msg(
    "No conversion paths are known, so results count by their session (last click), without "
    "amounts and ROI. Ranges are random variation (95%). Import visits by user to compare "
    "models."
)
_SHARED = {
    Share.NONE: msg("Overhead of {amount} belongs to no single row and is not shared."),
    Share.SPEND: msg("Overhead of {amount} is shared pro rata to ad spend."),
    Share.LEADS: msg("Overhead of {amount} is shared pro rata to results."),
}
WHOLE_PERCENT = "whole-percent"
"""The unit of shares that are written without decimals."""
ENOUGH_WINS = 15
"""Customers won from which it is known how long a win takes."""
STILL_OPEN = 0.05
"""The share of customers that take longer, from which recent leads are said to be open."""


def overhead_sentence(table: RoiTable, amount: str) -> Message | None:
    """The sentence about costs that belong to no key; None where there are none."""
    if not table.apart:
        return None
    return _SHARED[table.shared].filled(amount=amount)


def reading(table: RoiTable) -> Message:
    """What the ranges of the table hold."""
    if table.evidence is ReturnsBasis.LAST_CLICK:
        return LAST_CLICK if table.has_deals else BY_SESSION
    return plural(
        "Ranges of {n} attribution model and random variation (95%). From {deals} on, the "
        "median of the models comes first.",
        "Ranges of {n} attribution models and random variation (95%). From {deals} on, the "
        "median of the models comes first.",
        n=len(table.models),
        deals=plural("{n} deal", "{n} deals", n=ENOUGH),
    )


def why_no_return(row: RoiRow, table: RoiTable) -> Message | None:
    """Why a row has no ROI, ROAS and cost per customer; None where nothing holds it back.

    Its leads are too young, or its deals too few.
    """
    if row.cost is None or not table.has_deals:
        return None
    if row.stage is MaturityStage.TOO_EARLY and row.maturity is not None:
        return _too_early(row.maturity)
    if not _has_too_few(row):
        return None
    return msg(
        "Too few deals for an ROI: {n} of {all} (at least {least} of {least_all}).",
        n=row.deals,
        all=table.deals,
        least=FEWEST,
        least_all=FEWEST_IN_ALL,
    )


def too_early(table: RoiTable) -> Message | None:
    """Why leads of the whole period carry no return yet; None where they do."""
    found = table.maturity
    if found is None or found.stage is not MaturityStage.TOO_EARLY:
        return None
    return _too_early(found)


def _too_early(maturity: CohortMaturity) -> Message:
    return msg(
        "Too early for an ROI: {share} of the final number of customers is known (at least {least}).",
        share=Quantity(maturity.share, WHOLE_PERCENT),
        least=Quantity(TOO_EARLY, WHOLE_PERCENT),
    )


def too_few_in_all(deals: int) -> Message:
    """That there are too few deals for a return of any row."""
    return plural(
        "Too few deals for an ROI: {n} deal in all (fewer than {least_all}).",
        "Too few deals for an ROI: {n} deals in all (fewer than {least_all}).",
        n=deals,
        least_all=FEWEST_IN_ALL,
    )


def _has_too_few(row: RoiRow) -> bool:
    return row.said is Certainty.TOO_FEW and row.cost is not None


def why_no_cost_per_result(row: RoiRow) -> Message | None:
    """Why a row with a cost has no cost per result; None where it is not for want of results."""
    if row.said_of_leads is not Certainty.TOO_FEW or row.cost is None:
        return None
    return msg("Too few results for a cost per result: {n} of {least}.", n=row.people, least=FEWEST)


def too_few(table: RoiTable) -> Message | None:
    """One sentence for all rows with a cost and too few deals for a return; None without any."""
    rows = [row for row in table.rows if _has_too_few(row)]
    if not rows:
        return None
    if table.deals < FEWEST_IN_ALL:
        return too_few_in_all(table.deals)
    return plural(
        "{n} row has too few deals for an ROI (fewer than {least}).",
        "{n} rows have too few deals for an ROI (fewer than {least}).",
        n=len(rows),
        least=FEWEST,
    )


def growing(table: RoiTable) -> tuple[Message, ...]:
    """What to know of returns whose leads still buy; nothing where all of them are mature."""
    whole = table.maturity
    if whole is None:
        return ()
    if whole.stage is MaturityStage.UNKNOWN:
        return (
            msg(
                "How long leads take to buy is not known yet, so ROI uses the data of {until}.",
                until=str(whole.until),
            ),
        )
    stages = [row.stage for row in table.rows if row.cost is not None]
    found = []
    if MaturityStage.GROWING in stages:
        found.append(
            msg(
                "Provisional, because leads of this period still buy: {share} of the final "
                "number of customers is known. Cost per customer, ROAS and ROI are expected "
                "final values.",
                share=Quantity(whole.share, WHOLE_PERCENT),
            )
        )
    early = stages.count(MaturityStage.TOO_EARLY)
    if early:
        found.append(
            plural(
                "{n} row is too early for an ROI: less than {least} of its final number of customers is known.",
                "{n} rows are too early for an ROI: less than {least} of their final number of customers is known.",
                n=early,
                least=Quantity(TOO_EARLY, WHOLE_PERCENT),
            )
        )
    return tuple(found)


def roi_range(name: Part, row: RoiRow, roi: Bounds) -> Message:
    """The ROI of a row over models and random variation, with the deals that it rests on."""
    # Whole percents: an estimate is not known to the tenth.
    low, high = (Quantity(end, WHOLE_PERCENT) for end in (roi.low, roi.high))
    if row.stage is MaturityStage.GROWING and row.maturity is not None:
        return msg(
            "{name} ROI expected finally, across models and random variation: {low} to {high} "
            "({deals}, {share} of the final number so far).",
            name=name,
            low=low,
            high=high,
            deals=plural("{n} deal", "{n} deals", n=row.deals),
            share=Quantity(row.maturity.share, WHOLE_PERCENT),
        )
    return msg(
        "{name} ROI across models and random variation: {low} to {high} ({deals}).",
        name=name,
        low=low,
        high=high,
        deals=plural("{n} deal", "{n} deals", n=row.deals),
    )


def may_still_buy(facts: FactSource, end: date) -> Message | None:
    """That leads of a period which ended then may still buy; None where that is not known to be so.

    It is known from the customers there are: how many of them took longer than the youngest lead of
    the period is old.
    """
    won = pl.col("won_at").dt.date()
    rows = facts.frame("leads").select(
        took=(won - pl.col("created_on")).dt.total_days(),
        last=pl.max_horizontal("created_on", won).max(),
    )
    taken = rows.collect()
    delays = taken["took"].drop_nulls()
    if len(delays) < ENOUGH_WINS:
        return None
    age = (taken["last"][0] - end).days
    if float((delays > age).mean() or 0.0) < STILL_OPEN:
        return None
    return plural(
        "Recent leads may still buy: half of all customers take more than {n} day.",
        "Recent leads may still buy: half of all customers take more than {n} days.",
        n=round(float(delays.median() or 0.0)),  # type: ignore[arg-type]  # of numbers
    )
