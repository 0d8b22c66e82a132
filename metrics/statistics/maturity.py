"""Figures that grow for weeks after their period: how much is known by now, and what is expected.

Leads become customers weeks after they came in. The share that has done so by each age is a
product-limit curve over all leads; what a group of leads will have reached in the end follows from
the curve and from how the group has done so far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LONGEST = 365
"""Days after which nothing more is expected."""
RECENT = 90
"""Only what happened in these last days shapes the curve: it follows a sales cycle that changes."""
STRENGTH = 20.0
"""Events that the level of all leads counts for against a group's own."""
LEVEL = 0.8
SHARE_LEVEL = 0.95
"""The level of the interval of a known share, as that of the returns that are divided by it."""
_DRAWS, _EACH = 400, 5
_SEED = 1


@dataclass(frozen=True, slots=True)
class Nowcast:
    """What a group of leads has reached (``known``) and is expected to reach in the end.

    ``share`` is the part of the final number that is known by now, ``expected`` the final number
    with the 80 % interval ``low`` to ``high``. ``rest`` are equally likely numbers still to come.
    """

    known: int
    share: float
    expected: float
    low: float
    high: float
    rest: Floats


@dataclass(frozen=True, slots=True)
class KnownShare:
    """The share of a final number that is known, and its 95 % interval."""

    share: float
    low: float
    high: float


EVERYTHING = KnownShare(1.0, 1.0, 1.0)
"""The share of a number that is final."""


@dataclass(frozen=True, slots=True, eq=False)
class AgeCurves:
    """The share of leads that has got there by each age, and how sure it is.

    ``middle`` is the curve of all leads, ``drawn`` those of leads drawn anew (a row each).
    """

    middle: Floats
    drawn: Floats

    @classmethod
    def of(cls, age: Ints, delay: Floats) -> AgeCurves:
        """The curves of some leads: see ``reached_by_age``."""
        counts, shapes = _cells(age, delay)
        # Leads drawn anew are Poisson counts of each kind of lead: no lead is drawn by itself.
        drawn = np.random.default_rng(_SEED).poisson(counts, (_DRAWS, counts.shape[1]))
        return cls(_curves(counts, shapes)[0], _curves(drawn.astype(float), shapes))


def reached_by_age(age: Ints, delay: Floats) -> Floats:
    """The share of leads that has got there by each age from 0 to ``LONGEST`` days.

    ``age`` is the days since each lead was created, ``delay`` the days it took (nan: not yet).
    A period life table: a lead enters at the age that it had ``RECENT`` days ago (product limit
    with late entry; Kaplan, Meier 1958, and Tsai, Jewell, Wang 1987).
    """
    return np.asarray(_curves(*_cells(age, delay))[0])


def expected(curve: Floats, group: Ints, known: int) -> tuple[float, float]:
    """The final number of a group of leads, and the share of it that is known by now.

    ``curve`` is that of all leads, ``group`` the ages of the group's, ``known`` its events so far.
    What is still to come is the curve's, times how the group has done against it so far, which
    counts as much as ``STRENGTH`` events allow (credibility: Buehlmann 1967, ASTIN 4:199).
    """
    to_come, share = _to_come(curve[None, :], _by_day(group), known)
    return known + float(to_come[0]), float(share[0])


def nowcast(curves: AgeCurves, group: Ints, known: int) -> Nowcast:
    """``expected`` with an interval: chance of what is to come, and of the curve (bootstrap)."""
    final, share = expected(curves.middle, group, known)
    random = np.random.default_rng(_SEED)
    means, _ = _to_come(curves.drawn, _by_day(group), known)
    shape = STRENGTH + known + 0.5
    level = random.gamma(shape, 1 / shape, (_DRAWS, _EACH))
    rest = random.poisson(means[:, None] * level).ravel().astype(float)
    low, high = known + np.quantile(rest, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Nowcast(known, share, final, float(low), float(high), rest)


def known_share(curves: AgeCurves, group: Ints) -> KnownShare:
    """The share of a group's final number that leads of their ages have reached.

    ``group`` are the ages of its leads, at least one. The interval is how sure the curve is: leads
    drawn anew (bootstrap) give other curves.
    """
    by_age = _by_day(group)
    _, share = _to_come(curves.middle[None, :], by_age, 0)
    _, drawn = _to_come(curves.drawn, by_age, 0)
    low, high = np.quantile(drawn, [(1 - SHARE_LEVEL) / 2, (1 + SHARE_LEVEL) / 2])
    # Rounding alone goes above the whole; a curve without a single event knows nothing.
    middle, low, high = (float(min(max(part, 1e-6), 1.0)) for part in (share[0], low, high))
    return KnownShare(middle, min(low, middle), max(high, middle))


def _cells(age: Ints, delay: Floats) -> tuple[Floats, Ints]:
    """How many leads of each kind there are, and the kinds: (age at entry, age at exit, event)."""
    event = ~np.isnan(delay)
    leaves = np.clip(np.where(event, np.nan_to_num(delay), age), 0, LONGEST).astype(np.int64)
    enters = np.maximum(age - RECENT, 0)
    there = leaves >= enters
    kinds = np.stack([enters, leaves, event.astype(np.int64)])[:, there]
    shapes, counts = np.unique(kinds, axis=1, return_counts=True)
    return counts.astype(float)[None, :], shapes


def _curves(counts: Floats, shapes: Ints) -> Floats:
    """The curve of each row of counts: a row per draw, a column per age."""
    enters, leaves, event = shapes
    happened = event.astype(bool)
    entered = _by_age(counts, enters)
    left = _by_age(counts, leaves)
    events = _by_age(counts[:, happened], leaves[happened])
    before = np.cumsum(left, axis=1) - left
    at_risk = np.cumsum(entered, axis=1) - before
    hazard = np.where(at_risk > 0.5, np.minimum(events / np.maximum(at_risk, 1), 1), 0.0)
    return np.asarray(1 - np.cumprod(1 - hazard, axis=1))


def _by_age(counts: Floats, ages: Ints) -> Floats:
    """The counts of each row summed up by age."""
    found = np.zeros((counts.shape[0], LONGEST + 1))
    if not len(ages):
        return found
    order = np.argsort(ages, kind="stable")
    starts = np.flatnonzero(np.diff(ages[order], prepend=-1))
    found[:, ages[order][starts]] = np.add.reduceat(counts[:, order], starts, axis=1)
    return found


def _by_day(group: Ints) -> Ints:
    """How many leads of a group have each age."""
    return np.bincount(np.clip(group, 0, LONGEST), minlength=LONGEST + 1)


def _to_come(curves: Floats, ages: Ints, known: int) -> tuple[Floats, Floats]:
    """What each curve expects still to come of a group, and the share that is known by now."""
    ends = np.maximum(curves[:, -1], 1e-6)
    due = curves @ ages
    later = np.maximum(ends * ages.sum() - due, 0.0)  # rounding alone would go below
    to_come = later * (STRENGTH + known) / (STRENGTH + due)
    return to_come, due / (ends * max(ages.sum(), 1))
