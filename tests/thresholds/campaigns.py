"""Thresholds of campaigns' costs: which are compared, and which carry a cost at all."""

import numpy as np

from metrics.question.query import Query
from metrics.returns.campaign_costs import campaign_costs
from metrics.returns.cost_difference import clear_difference
from metrics.returns.mature_months import mature_months
from metrics.statistics.count_dispersion import PearsonSquares, spread
from tests.metrics.cases import DAY, day, facts
from tests.metrics.test_campaign_costs import leads_of, spent
from tests.metrics.test_mature_costs import company, few, row, table
from tests.thresholds.threshold import Threshold


def _compared(share):
    """Whether a campaign with so many thousandths of the spend is compared."""
    rows = (row("search", 4000.0, 20), row("film", 500.0, 40, share=share / 1000))
    return clear_difference(table(*rows)) is not None


def _by_customers(won):
    rows = (row("search", 9000.0, 20, won=60, paid=90000.0), row("film", 900.0, 60, won=won))
    return clear_difference(table(*rows)).which.value


def _known(days):
    """Whether results that are known of so many of a hundred days have a cost."""
    known = facts(
        ad_costs=spent("search", range(100)),
        leads=[*leads_of("letter", range(days)), *leads_of("letter", range(100, 200))],
    )
    return campaign_costs(known, Query(DAY, day(99))).rows[0].results is not None


def _months(last):
    """The months of the first so many months, where leads of each are mature."""
    end = np.datetime64("2026-03") + last
    until = (end + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    found = mature_months(company(), DAY.replace(day=1), until.item())
    return (found.end.year - found.start.year) * 12 + found.end.month - found.start.month + 1


CASES = (
    Threshold(
        "metrics/returns/cost_difference.py:LEAST_SHARE",
        _compared,
        {99: False, 100: True, 101: True},
    ),
    Threshold(
        "metrics/returns/cost_difference.py:LEAST_WON",
        _by_customers,
        {19: "result", 20: "customer", 21: "customer"},
    ),
    Threshold(
        "metrics/returns/mature_costs.py:FEWEST_WON",
        lambda won: few(won).per_customer is not None,
        {4: False, 5: True, 6: True},
    ),
    Threshold(
        "metrics/returns/campaign_days.py:COVERED",
        _known,
        {94: False, 95: True, 96: True},
        step=0.01,
    ),
    Threshold(
        "metrics/returns/mature_months.py:MOST",
        _months,
        {10: 11, 11: 12, 12: 12},
    ),
    Threshold(
        "metrics/statistics/count_dispersion.py:LEAST_FREE",
        lambda free: spread(PearsonSquares(3.0 * free, free), PearsonSquares(300.0, 300)) > 2,
        {19: False, 20: True, 21: True},
    ),
)
