"""Thresholds of returns: how many deals carry a range, and how many a figure."""

from metrics.returns import roi_text
from metrics.returns.estimate import certainty
from metrics.returns.model_choice import largest_shift
from tests.metrics.cases import day, facts, lead
from tests.metrics.test_model_choice import MODELS, comparison
from tests.metrics.test_returns import at
from tests.metrics.test_whole_return import aged, sold
from tests.thresholds.threshold import Threshold


def _still_open(wins, late):
    """Whether leads of five days ago are said to be open after so many wins, some after 25 days."""
    rows = [lead(0, f"{n}", won_at=at(25 if n < late else 2, 8)) for n in range(wins)]
    known = facts(leads=[*rows, lead(10, "last")])
    return roi_text.may_still_buy(known, day(20)) is not None


CASES = [
    Threshold(
        "metrics/returns/estimate.py:FEWEST",
        lambda deals: certainty(deals, 100).value,
        {9: "too_few", 10: "range", 11: "range"},
    ),
    Threshold(
        "metrics/returns/model_choice.py:DISAGREE",
        lambda credited: largest_shift(comparison(Email=(100, credited)), MODELS) is not None,
        {109: False, 110: True, 111: True},
        step=0.01,
    ),
    Threshold(
        "metrics/returns/estimate.py:FEWEST_IN_ALL",
        lambda deals: certainty(20, deals).value,
        {29: "too_few", 30: "range", 31: "range"},
    ),
    Threshold(
        "metrics/returns/estimate.py:ENOUGH",
        lambda deals: certainty(deals, 100).value,
        {29: "range", 30: "figure", 31: "figure"},
    ),
    Threshold(
        "metrics/returns/equal_age.py:AGE",
        lambda took: aged(sold(40, took, 300.0)).months[0].deals,
        {27: 1, 28: 1, 29: 0},
    ),
    Threshold(
        "metrics/returns/roi_text.py:ENOUGH_WINS",
        lambda wins: _still_open(wins, wins),
        {14: False, 15: True, 16: True},
    ),
    Threshold(
        "metrics/returns/roi_text.py:STILL_OPEN",
        lambda late: _still_open(100, late),
        {4: False, 5: True, 6: True},
        step=0.01,
    ),
]
