"""Thresholds of figures that still grow."""

from datetime import UTC, datetime, time
from unittest.mock import patch

import numpy as np

from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.maturing import maturity as maturing
from metrics.maturing.maturity import MaturityStage, maturity
from metrics.question.query import Query
from metrics.statistics.maturity import AgeCurves
from tests.metrics.cases import day, facts, lead
from tests.thresholds.threshold import Threshold


def _lead(number, took, name):
    at = datetime.combine(day(number + took), time(9), UTC)
    return lead(number, name, won_at=at)


def _stage(known, first, last):
    query = Query(day(first), day(last))
    (row,) = query_metrics(known, ["customers"], query).to_dicts()
    return maturity(known, metrics()["customers"], query, row)


def _at(share):
    """The stage of a figure of which so much is known."""
    rows = [_lead(n, 5, str(n)) for n in range(200)]
    with patch.object(maturing, "expected", return_value=(6.0, share)):
        return _stage(facts(leads=rows), 100, 120).stage


def _events(count):
    """Whether so many sales, on a year of leads, give a forecast."""
    sold = [_lead(n, 3, f"s{n}") for n in range(count)]
    rows = sold + [lead(n, str(n)) for n in range(365)]
    return _stage(facts(leads=rows), 300, 330).stage is not MaturityStage.UNKNOWN


def _begun(days):
    """Whether leads of so many days, of which all buy on the next day, give a forecast."""
    rows = [_lead(n, 0, str(n)) for n in range(days + 1)]
    return _stage(facts(leads=rows), 0, 10).stage is not MaturityStage.UNKNOWN


def _past(sales):
    """Whether past forecasts are checked, where each month has so many sales."""
    rows = [
        _lead(28 * month + n, 20, f"{month}-{n}") for month in range(20) for n in range(sales)
    ] + [lead(n, str(n)) for n in range(560)]
    found = _stage(facts(leads=rows), 532, 559)
    return found.record is not None


def _soon(sales):
    """Whether so many sales within ten days allow a comparison at that age."""
    rows = [_lead(n % 28, 5, f"q{n}") for n in range(sales)]
    rows += [_lead(n, 5, f"r{n}") for n in range(100, 300)]
    query = Query(day(0), day(27))
    return maturing.can_compare(facts(leads=rows), metrics()["customers"], query, 10)


def _early(percent):
    """Whether a comparison is allowed at an age by which so many of a hundred sales are made."""
    curve = np.concatenate([np.full(11, percent / 100), np.ones(400)])
    rows = [_lead(n % 28, 5, f"q{n}") for n in range(50)]
    query = Query(day(0), day(27))
    curves = AgeCurves(curve, curve[None, :])
    with patch.object(maturing, "curves_of", return_value=curves):
        return maturing.can_compare(facts(leads=rows), metrics()["customers"], query, 10)


_HOW = "metrics/maturing/maturity.py:"
CASES = (
    Threshold(
        _HOW + "MATURE",
        _at,
        {0.9499: MaturityStage.GROWING, 0.95: MaturityStage.MATURE, 0.951: MaturityStage.MATURE},
        step=0.01,
    ),
    Threshold(
        _HOW + "TOO_EARLY",
        _at,
        {0.2999: MaturityStage.TOO_EARLY, 0.30: MaturityStage.GROWING, 0.31: MaturityStage.GROWING},
    ),
    Threshold(_HOW + "LEAST_EVENTS", _events, {14: False, 15: True, 16: True}),
    Threshold(_HOW + "LEAST_DAYS", _begun, {89: False, 90: True, 91: True}),
    Threshold(_HOW + "LEAST_PAST", _past, {4: False, 5: True, 6: True}),
    Threshold(_HOW + "LEAST_AT_AGE", _soon, {9: False, 10: True, 11: True}),
    Threshold(_HOW + "LEAST_SHARE", _early, {9: False, 10: True, 11: True}, step=0.02),
)
