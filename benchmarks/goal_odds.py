"""Backtest of goal forecasts: calibration of the 80% band and of the likelihood of the target.

Rivals are the usual status rule (on track from 95 % of the pro-rata target on), exponential
smoothing (statsmodels' ETS with a damped trend, where statsmodels is installed) and last week
repeated. A Brier score is the mean squared distance of a chance from what happened: 0 is best.
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from benchmarks.goal_series import GENERATORS, Array, made, real
from benchmarks.timing import median
from metrics.goals.forecast import cumulative
from metrics.goals.forecast.draws import band
from metrics.goals.forecast.outlook import outlook
from metrics.goals.forecast.setting import Days, Setting
from metrics.goals.goal import Goal
from metrics.goals.pace import span

FIRST = date(2023, 1, 2)
GOALS = ((28, 7), (91, 35), (91, 70))  # length, and the days that have passed when it is judged
TUNED = range(99)  # the series and targets that the method was made on
HELD_OUT = range(2_000, 2_198)  # those that it is judged by: no choice was made on them
DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """A goal on a series: ``past`` is what is known, ``coming`` what the days to come brought."""

    past: Array
    inside: int
    coming: Array
    target: float

    @property
    def done(self) -> float:
        """What the goal's own days have brought so far."""
        return float(np.nansum(self.past[len(self.past) - self.inside :]))

    @property
    def came(self) -> float:
        """Where the goal ended."""
        return self.done + float(np.nansum(self.coming))


@dataclass(frozen=True, slots=True)
class Score:
    """How a forecaster did on one case."""

    held: bool
    brier: float
    miss: float  # of the interval: width plus 10 × what lies outside, relative to the end


Forecaster = Callable[[Case], Array]


def ours(case: Case) -> Array:
    """Ends of the goal as the application draws them."""
    course = cumulative.forecast(_setting(case))
    if course is None:
        raise ValueError("a series without a known day")
    return course.after(len(case.coming), DRAWS)


def _setting(case: Case) -> Setting:
    last = FIRST + timedelta(days=len(case.past) - 1)
    start = last - timedelta(days=case.inside - 1)
    end = last + timedelta(days=len(case.coming))
    goal = Goal("bench", "leads", case.target, start, end, "cumulative")
    unknown = np.full(len(case.past), np.nan)
    days = Days(FIRST, case.past, case.past, unknown)
    return Setting(goal, days, case.inside, tuple(span(last + timedelta(days=1), end)),
                   np.ones(len(case.past)))  # fmt: skip


def last_week(case: Case) -> Array:
    """Last week repeated, as unsure as that was in the past."""
    weeks, ahead = _weeks(case.past), len(case.coming) // 7
    sums = np.convolve(weeks, np.ones(ahead), "valid")[1:]
    errors = sums - ahead * weeks[: len(sums)]
    chance = np.random.default_rng(1)
    spread = float(np.sqrt(np.mean(errors**2))) if len(errors) else float(weeks.std())
    drawn = ahead * weeks[-1] + spread * chance.standard_normal(DRAWS)
    return np.asarray(case.done + np.maximum(drawn, 0.0))


def smoothing(case: Case) -> Array:
    """Exponential smoothing of weeks with a damped trend, simulated."""
    ets: Any = importlib.import_module("statsmodels.tsa.exponential_smoothing.ets")
    model = ets.ETSModel(_weeks(case.past), trend="add", damped_trend=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = model.fit(disp=False)
        paths = fitted.simulate(
            len(case.coming) // 7, anchor="end", repetitions=DRAWS,
            rng=1,
        )  # fmt: skip
    return np.asarray(case.done + np.maximum(np.asarray(paths).sum(axis=0), 0.0))


def _weeks(days: Array) -> Array:
    whole = days[len(days) % 7 :].reshape(-1, 7)
    known = ~np.isnan(whole)
    counts = known.sum(axis=1)
    sums = np.where(known, whole, 0.0).sum(axis=1)
    return np.asarray((sums * 7 / np.maximum(counts, 1))[counts > 0], dtype=np.float64)


def rule(case: Case) -> float:
    """The usual status as a chance: on track from 95 % of the pro-rata target on."""
    due = 0.95 * case.target * case.inside / (case.inside + len(case.coming))
    return float(case.done >= due)


def scored(case: Case, ends: Array) -> Score:
    """A forecast compared with what happened."""
    low, _, high = band(ends)
    came, reached = case.came, float(case.came >= case.target)
    outside = max(low - came, 0.0) + max(came - high, 0.0)
    brier = (float(np.mean(ends >= case.target)) - reached) ** 2
    return Score(low <= came <= high, brier, (high - low + 10 * outside) / max(came, 1.0))


def made_cases(name: str, seeds: Iterable[int]) -> Iterator[Case]:
    """Goals on made-up series: 30 to 140 weeks of history, targets 20 % around it."""
    for seed in seeds:
        chance = np.random.default_rng(10_000 + seed)
        length, passed = GOALS[seed % len(GOALS)]
        before = 7 * int(chance.integers(30, 140))
        series = made(name, seed, before + length)
        yield _case(series, before, length, passed, float(chance.uniform(0.8, 1.2)))


def real_cases(*, held_out: bool) -> Iterator[Case]:
    """Goals on real daily series, one every four weeks; those held out lie two weeks further on."""
    for _, series in real():
        chance = np.random.default_rng(8 if held_out else 7)
        for length, passed in GOALS:
            for before in range(98 if held_out else 84, len(series) - length + 1, 28):
                if np.isnan(series[before : before + length]).any():
                    continue
                yield _case(series, before, length, passed, float(chance.uniform(0.8, 1.2)))


def _case(series: Array, before: int, length: int, passed: int, times: float) -> Case:
    usual = float(np.nanmean(series[max(0, before - 91) : before])) * length
    cut = before + passed
    return Case(series[:cut], passed, series[cut : before + length], max(1.0, round(usual * times)))


def rivals() -> dict[str, Forecaster]:
    """Every forecaster by name, ours first."""
    found: dict[str, Forecaster] = {"Utmost": ours}
    if importlib.util.find_spec("statsmodels"):
        found["ETS"] = smoothing
    return found | {"last week": last_week}


@dataclass(frozen=True, slots=True)
class Scores:
    """Every forecaster's scores on the same cases, and the status rule's Brier score on each."""

    by: dict[str, list[Score]]
    rule: list[float]

    def mean(self, who: str, part: str) -> float:
        """The mean of one part of a forecaster's scores."""
        return float(np.mean([getattr(score, part) for score in self.by[who]]))

    def line(self, name: str) -> str:
        """A line of the table."""
        cells = [
            " / ".join(form.format(self.mean(who, part)) for who in self.by)
            for part, form in (("held", "{:.0%}"), ("brier", "{:.3f}"), ("miss", "{:.2f}"))
        ]
        cells.insert(2, f"{np.mean(self.rule):.3f}")
        return f"| {name} | {len(self.rule)} | {' | '.join(cells)} |"


def judged(cases: list[Case], who: dict[str, Forecaster]) -> Scores:
    """All forecasters on all cases."""
    by = {name: [scored(case, ends(case)) for case in cases] for name, ends in who.items()}
    return Scores(by, [(rule(c) - float(c.came >= c.target)) ** 2 for c in cases])


def together(parts: list[Scores]) -> Scores:
    """The scores of several groups of cases as one."""
    by = {who: [s for part in parts for s in part.by[who]] for who in parts[0].by}
    return Scores(by, [value for part in parts for value in part.rule])


def table(*, held_out: bool) -> Iterator[str]:
    """A line for every way of making series, for all of them, for real ones, and for both."""
    who = rivals()
    names = " / ".join(who)
    yield (
        f"| series | goals | 80 % band held: {names} | Brier score: {names} | "
        f"of the 95 % rule | interval score: {names} |"
    )
    yield "|---|---|---|---|---|---|"
    parts = []
    for name in GENERATORS:
        parts.append(judged(list(made_cases(name, HELD_OUT if held_out else TUNED)), who))
        yield parts[-1].line(name)
    yield together(parts).line("all made up")
    if found := list(real_cases(held_out=held_out)):
        parts.append(judged(found, who))
        yield parts[-1].line("real accounts")
        yield together(parts).line("all")


def run() -> Iterator[str]:
    """Two tables, the one that counts first, and the time that one goal takes."""
    for held_out in (True, False):
        yield "held out" if held_out else "tuned on"
        yield from table(held_out=held_out)
    setting = _setting(next(made_cases("stationary", TUNED)))
    taken = median(lambda: outlook(setting, cumulative.forecast))
    yield f"one goal, {len(setting.days.value)} days: {taken * 1000:.1f} ms"
