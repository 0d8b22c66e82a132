"""Rates by unit, their difference and bounds in plain Python, by their definitions and in loops."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy import stats

Row = tuple[int, float, float]  # place, successes, trials


def rate(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Rate, variance and effective units: each unit left out once, never below binomial."""
    kept = [(x, n) for _, x, n in rows if n > 0]
    x_all, n_all = sum(x for x, _ in kept), sum(n for _, n in kept)
    share = x_all / n_all
    without = [(x_all - x) / (n_all - n) for x, n in kept]
    mean = sum(without) / len(without)
    jackknife = (len(kept) - 1) / len(kept) * sum((one - mean) ** 2 for one in without)
    effective = n_all**2 / sum(n * n for _, n in kept)
    return share, max(jackknife, share * (1 - share) / n_all), effective


def unpaired(a: Sequence[Row], b: Sequence[Row]) -> tuple[float, float, float]:
    """Difference, variance, degrees of freedom."""
    (pa, va, ga), (pb, vb, gb) = rate(a), rate(b)
    return pa - pb, va + vb, (va + vb) ** 2 / (va**2 / (ga - 1) + vb**2 / (gb - 1))


def by_day(
    a: Sequence[Row], b: Sequence[Row], unit: Sequence[int] | None = None
) -> tuple[float, float, float]:
    """Mantel-Haenszel over shared days, units left out once; ``unit`` maps a day to its unit."""
    of_a, of_b = ({place: (x, n) for place, x, n in rows if n > 0} for rows in (a, b))
    units: dict[int, list[tuple[float, float]]] = {}
    floor = 0.0
    pa, pb = (
        sum(v[0] for k, v in one.items() if k in other)
        / sum(v[1] for k, v in one.items() if k in other)
        for one, other in ((of_a, of_b), (of_b, of_a))
    )
    for place in of_a.keys() & of_b.keys():
        (xa, na), (xb, nb) = of_a[place], of_b[place]
        weight = na * nb / (na + nb)
        key = place if unit is None else unit[place]
        units.setdefault(key, []).append((weight, xa / na - xb / nb))
        floor += weight**2 * (pa * (1 - pa) / na + pb * (1 - pb) / nb)
    sizes = {key: sum(w for w, _ in rows) for key, rows in units.items()}
    tops = {key: sum(w * d for w, d in rows) for key, rows in units.items()}
    size, top = sum(sizes.values()), sum(tops.values())
    without = [(top - tops[key]) / (size - sizes[key]) for key in sizes]
    mean = sum(without) / len(without)
    count = len(without)
    jackknife = (count - 1) / count * sum((one - mean) ** 2 for one in without)
    effective = size**2 / sum(w * w for w in sizes.values())
    return top / size, max(jackknife, floor / size**2), effective - 1


def often(variance: float, free: float, spread: float, alpha: float) -> float:
    """Half the width of Robbins' normal mixture, stretched by Student's t."""
    ratio = 1 + spread**2 / variance
    squared = variance * ratio / (ratio - 1) * (-2 * math.log(alpha) + math.log(ratio))
    stretch = stats.t.isf(alpha / 2, free) / stats.norm.isf(alpha / 2)
    return math.sqrt(squared) * float(stretch)
