"""Thresholds of intervals, tests and sample sizes."""

from datetime import timedelta

import numpy as np

from metrics.attribution import load_aggregates, paths
from metrics.attribution.answer import Attribution
from metrics.attribution.model import ModelSettings
from metrics.attribution.query import AttributionQuery
from metrics.experiments.caveats import _apart
from metrics.experiments.estimate import estimate
from metrics.experiments.messages import needed
from metrics.experiments.pairs import VariantPair
from metrics.experiments.units import ChanceUnit
from metrics.experiments.verdict import Verdict
from metrics.statistics.hanging_days import hang_together
from metrics.statistics.holm import risks
from metrics.statistics.intervals import garwood, wilson
from metrics.statistics.sample_size import Sample, sample
from metrics.statistics.success_counts import SuccessCounts
from metrics.statistics.unit_intervals import once, tuned_to
from metrics.statistics.unit_rates import Cells, RateDifference
from tests.metrics.cases import day
from tests.thresholds.threshold import Threshold

DEFAULT = "a default value of an argument"


def _differs(score):
    found = RateDifference(score / 100, 0.0, 1e-4, 1e-4, 1e12, 50, 50)
    return once(found)[0] > 0


def _days(count, first=0):
    places = np.arange(first, first + count)
    return Cells(places, np.full(count, 10.0), np.full(count, 100.0))


def _paired(share):
    """Whether variants are paired that ran 1,000 trials, this many of them on the same day."""
    same = Cells(np.array([0, 1]), np.ones(2), np.array([share, 1000 - share]))
    other = Cells(np.array([0, 2]), np.ones(2), np.array([share, 1000 - share]))
    return estimate(ChanceUnit.DAY, same, other).paired


def _in_turn(days):
    """The unit of variants that ran in turn for so many days each."""
    a, b = ([n for n in range(40 * days) if n // days % 2 == side] for side in (0, 1))
    cells = (
        Cells(np.array(places), np.full(len(places), 10.0), np.full(len(places), 100.0))
        for places in (a, b)
    )
    return estimate(ChanceUnit.DAY, *cells).unit


def _together(product):
    """Two pairs of neighbours, of product 1 and ``product``; (1 + p) / sqrt(1 + p²) is the score."""
    return hang_together(np.arange(5), np.array([1.0, 1.0, 0.0, 1.0, product]), 2, 0.0)


def _accepted(order):
    try:
        ModelSettings(order=order)
    except ValueError:
        return False
    return True


def _pair(days):
    verdict = next(one for one in Verdict if one is not Verdict.TOO_LITTLE)
    return VariantPair(
        "lead_rate", None, None, verdict, sample=Sample(900, 1000), missing=500, days=days
    )


CASES = (
    Threshold(
        "metrics/statistics/success_counts.py:ENOUGH",
        lambda successes: (SuccessCounts(successes, 100).few, SuccessCounts(100 - successes, 100).few),
        {9: (True, True), 10: (False, False), 11: (False, False)},
    ),
    Threshold(  # 1.96 standard errors from no difference, with very many units
        "metrics/statistics/unit_intervals.py:CONFIDENCE",
        _differs,
        {1.9: False, 1.959: False, 1.961: True},
        fixed=DEFAULT,
    ),
    Threshold(
        "metrics/statistics/unit_rates.py:LEAST_UNITS",
        lambda days: RateDifference(0.1, 0.0, 1.0, 1.0, 7.0, days, days).few,
        {7: True, 8: False, 9: False},
    ),
    Threshold(
        "metrics/experiments/estimate.py:SIDE_BY_SIDE",
        _paired,
        {799: False, 800: True, 801: True},
        step=0.001,
    ),
    Threshold(
        "metrics/experiments/estimate.py:TURNS",
        _in_turn,
        {3: ChanceUnit.DAY, 4: ChanceUnit.WEEK, 5: ChanceUnit.WEEK},
    ),
    Threshold(
        "metrics/statistics/hanging_days.py:HANGS",
        _together,
        {-0.04: False, 0.0: False, 0.04: True},
    ),
    Threshold(
        "metrics/statistics/holm.py:RISK",
        lambda p: p < risks([p])[0],
        {0.0499: True, 0.05: False, 0.0501: False},
        fixed=DEFAULT,
    ),
    Threshold(  # nothing seen: a mean of up to -ln(0.025) = 3.6889 is compatible with it
        "metrics/statistics/intervals.py:_TAIL",
        lambda mean: garwood.__wrapped__(0)[0] <= mean <= garwood.__wrapped__(0)[1],
        {3.68: True, 3.6888: True, 3.69: False},
    ),
    Threshold(  # nothing of 100: Wilson's end is z² / (100 + z²) = 3.6995 %, z = 1.95996
        "metrics/statistics/intervals.py:Z",
        lambda rate: rate < wilson(0, 100)[1],
        {0.0369: True, 0.03699: True, 0.03700: False},
        fixed=DEFAULT,
    ),
    Threshold(  # Fleiss, Levin and Paik: 3,841 in each arm distinguish 10 % from 12 %
        "metrics/statistics/sample_size.py:POWER",
        lambda trials: trials >= sample(0.10, 0.12).once,
        {3840: False, 3841: True, 3842: True},
    ),
    Threshold(  # half and half: trials are 3.924 / gap², which is 1e12 at a gap of 1.981e-6
        "metrics/statistics/sample_size.py:_MOST",
        lambda gap: sample(0.5, 0.5 + gap) is not None,
        {1.95e-6: False, 1.982e-6: True, 2.0e-6: True},
    ),
    Threshold(  # a fifth of the rate of both arms together, 10 %
        "metrics/statistics/unit_intervals.py:USUAL",
        lambda gap: gap >= tuned_to(0.1) - 1e-9,
        {0.0199: False, 0.02: True, 0.0201: True},
    ),
    Threshold(
        "metrics/attribution/intervals.py:ENOUGH",
        lambda conversions: Attribution(None, (), conversions + 2, None, 2.0, None).few,
        {29: True, 30: False, 31: False},
    ),
    Threshold(
        "metrics/attribution/model.py:HIGHEST_ORDER",
        _accepted,
        {3: True, 4: True, 5: False},
    ),
    Threshold(  # a key of its own for up to 20; of more, the 20th is all others together
        "metrics/attribution/shapley_values.py:MOST_PLAYERS",
        lambda keys: load_aggregates._alone(("key",) * keys),
        {19: 19, 20: 20, 21: 19},
    ),
    Threshold(
        "metrics/attribution/paths.py:TOUCHES",
        lambda visits: paths._classes(np.array([visits]), paths.TOUCHES).index(1),
        {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 5},
        open_start=True,
    ),
    Threshold(
        "metrics/attribution/paths.py:DAYS",
        lambda days: paths._classes(np.array([days]), paths.DAYS).index(1),
        {0.5: 0, 1: 1, 2.9: 1, 3: 2, 6.9: 2, 7: 3, 13.9: 3, 14: 4, 29.9: 4, 30: 5, 31: 5},
        step=0.5,
        open_start=True,
    ),
    Threshold(
        "metrics/attribution/query.py:LOOKBACK_DAYS",
        lambda days: timedelta(days) <= timedelta(AttributionQuery(day(0), day(1)).lookback_days),
        {29: True, 30: True, 31: False},
        fixed=DEFAULT,
    ),
    Threshold(
        "metrics/experiments/caveats.py:APART",
        lambda share: len(list(_apart("weekend", {"a": {"weekend": share, "": 1 - share}, "b": {"": 1.0}}))),
        {0.099: 0, 0.1: 0, 0.101: 1},
    ),
    Threshold(
        "metrics/experiments/messages.py:_LONG",
        lambda days: "more than two years" in str(needed(_pair(days))),
        {729: False, 730: False, 731: True},
    ),
)  # fmt: skip
