"""Rivals of the forecast of goals: what a statistician would reach for, in a few lines each."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

import numpy as np
from scipy import special

from benchmarks.goal_odds import DRAWS, Case
from benchmarks.goal_series import Array

_RECENT = 26  # weeks that weekday factors and the regression look at


def _whole_weeks(case: Case) -> Array:
    past = case.past
    return np.asarray(past[len(past) % 7 :].reshape(-1, 7).sum(axis=1))


def _ahead(case: Case) -> float:
    """The days to come in usual weeks."""
    past = case.past[-7 * _RECENT :]
    past = past[len(past) % 7 :].reshape(-1, 7)
    factors = (past.mean(axis=0) + 2 * past.mean() / len(past)) / (1 + 2 / len(past))
    factors = factors / factors.mean() if factors.sum() > 0 else np.ones(7)
    return float(factors[np.arange(len(case.coming)) % 7].sum() / 7)


def _over(weeks: Array, ahead: float) -> Array:
    """The sum over the first ``ahead`` weeks of paths (a column each), the last one in part."""
    whole = int(ahead)
    rest = weeks[:, whole] * (ahead - whole) if whole < weeks.shape[1] else 0.0
    return np.asarray(weeks[:, :whole].sum(axis=1) + rest)


def naive(case: Case) -> Array:
    """The last 13 weeks, drawn with replacement."""
    ahead, chance = _ahead(case), np.random.default_rng(1)
    drawn = chance.choice(_whole_weeks(case)[-13:], (DRAWS, int(ahead) + 1))
    return case.done + _over(drawn, ahead)


def smoothing(case: Case) -> Array:
    """Exponential smoothing of weeks with a damped trend (statsmodels), simulated."""
    ets: Any = importlib.import_module("statsmodels.tsa.exponential_smoothing.ets")
    ahead = _ahead(case)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fitted = ets.ETSModel(_whole_weeks(case), trend="add", damped_trend=True).fit(
                disp=False
            )
            paths = np.asarray(
                fitted.simulate(int(ahead) + 1, anchor="end", repetitions=DRAWS, rng=1)
            )
        except (ValueError, np.linalg.LinAlgError):
            return naive(case)
    return np.asarray(case.done + np.maximum(_over(paths.T, ahead), 0.0))


def regression(case: Case) -> Array:
    """A negative binomial regression of 26 weeks of days on the weekday and a log-linear trend."""
    past = case.past[-7 * _RECENT :]
    days = np.arange(-len(past), len(case.coming))
    weekday = (days[:, None] % 7 == np.arange(7)).astype(np.float64)
    known = weekday[: len(past)].T @ past > 0
    if not known.any():
        return naive(case)
    design = np.hstack([weekday[:, known], days[:, None] / 365])
    fitted, ahead = design[: len(past)], design[len(past) :]
    clump = 0.1
    for _ in range(2):
        beta, cov = _negative_binomial(fitted, past, clump)
        mean = np.exp(fitted @ beta)
        clump = max(1e-6, float((((past - mean) ** 2 - mean) / mean**2).mean()))
    chance = np.random.default_rng(1)
    means = np.exp(np.clip(chance.multivariate_normal(beta, cov, DRAWS) @ ahead.T, -20, 12))
    means[:, weekday[len(past) :][:, ~known].any(axis=1)] = 0.0
    levels = means * chance.gamma(1 / clump, clump, means.shape)
    return np.asarray(case.done + chance.poisson(np.minimum(levels, 1e9)).sum(axis=1))


def _negative_binomial(design: Array, past: Array, clump: float) -> tuple[Array, Array]:
    """Coefficients and their covariance, by iterated weighted least squares."""
    beta = np.append(np.log(design[:, :-1].T @ past / design[:, :-1].sum(axis=0)), 0.0)
    for _ in range(25):
        mean = np.exp(np.clip(design @ beta, -20, 12))
        weight = mean / (1 + clump * mean)
        information = (design * weight[:, None]).T @ design + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(information, design.T @ (weight * (past - mean) / mean))
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return beta, np.linalg.inv(information)


def discount(case: Case) -> Array:
    """Discount Poisson-gamma levels over a fixed grid (West, Harrison, Migon 1985, JASA 80:73)."""
    weeks = _whole_weeks(case)
    keep, clump = (g.ravel() for g in np.meshgrid([1, 0.98, 0.95, 0.9, 0.8, 0.65],
                                                  [1, 1.5, 2.5, 5, 12], indexing="ij"))  # fmt: skip
    shape = np.full(len(keep), 2.0)
    rate, fit = shape / max(float(weeks[:4].mean()), 0.2), np.zeros(len(keep))
    for week in weeks:
        shape, rate, scaled = shape * keep, rate * keep, max(week, 0.0) / clump
        odds = rate * clump
        fit = 0.99 * fit + (
            special.gammaln(scaled + shape) - special.gammaln(shape) - special.gammaln(scaled + 1)
            + shape * np.log(odds / (odds + 1)) - scaled * np.log(odds + 1) - np.log(clump)
        )  # fmt: skip
        # Corrections of an account may be negative.
        shape, rate = np.maximum(shape + scaled, 1e-3), rate + 1 / clump
    chance = np.random.default_rng(1)
    which = chance.choice(len(keep), DRAWS, p=special.softmax(fit))
    shape, rate, keep, clump = shape[which], rate[which], keep[which], clump[which]
    level, total, left = chance.gamma(shape, 1 / rate), np.zeros(DRAWS), _ahead(case)
    while left > 0:
        moved = chance.beta(np.maximum(keep * shape, 1e-3), np.maximum((1 - keep) * shape, 1e-9))
        level = level * np.where(keep < 1, np.clip(moved / keep, 0.05, 5), 1.0)
        total += clump * chance.poisson(np.minimum(level * min(1.0, left) / clump, 1e9))
        left -= 1
    return case.done + total
