"""Thresholds of intervals, tests and sample sizes."""

from datetime import timedelta

import numpy as np

from metrics.attribution import load_aggregates, paths
from metrics.attribution.answer import Attribution
from metrics.attribution.model import ModelSettings
from metrics.attribution.query import AttributionQuery
from metrics.experiments.caveats import _apart
from metrics.experiments.compare import VariantPair
from metrics.experiments.messages import needed
from metrics.experiments.verdict import Verdict
from metrics.statistics.anytime import tuned_to
from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.difference import newcombe
from metrics.statistics.holm import risks
from metrics.statistics.intervals import garwood, wilson
from metrics.statistics.sample_size import Sample, sample
from tests.metrics.cases import day
from tests.thresholds.threshold import Threshold

DEFAULT = "a default value of an argument"


def _differs(successes):
    low, _ = newcombe(BinomialSample(successes, 100), BinomialSample(50, 100))
    return low > 0


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
        "metrics/statistics/binomial_sample.py:ENOUGH",
        lambda successes: (BinomialSample(successes, 100).few, BinomialSample(100 - successes, 100).few),
        {9: (True, True), 10: (False, False), 11: (False, False)},
    ),
    Threshold(  # 64 of 100 against 50 of 100 differ with 95 %, 63 do not
        "metrics/statistics/difference.py:CONFIDENCE",
        _differs,
        {63: False, 64: True, 65: True},
        fixed=DEFAULT,
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
    Threshold(  # Fleiss, Levin and Paik: 3,841 in each arm tell 10 % from 12 %
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
        "metrics/statistics/anytime.py:USUAL",
        lambda gap: gap >= tuned_to(BinomialSample(10, 100), BinomialSample(10, 100)) - 1e-9,
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
