"""Which of several parts is larger than each other one, by how much their days vary."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import numpy as np

from metrics.statistics.period_change import ALPHA
from metrics.statistics.unit_intervals import rate_interval
from metrics.statistics.unit_rates import Array, Cells, unit_rate


def largest_part(parts: Mapping[str, Array]) -> str | None:
    """The part whose sum is larger than that of each other part beyond random variation.

    ``parts`` have an amount for each day, of the same days; nan is unknown. Of each two parts, the
    larger one must have more than half of both, by the interval of a share whose days vary
    (``rate_interval``). It is found by its size, so that all pairs were looked at: the risk is
    shared by them (Bonferroni). None where no part is, where fewer than ``LEAST_UNITS`` days count,
    or where a part is unknown on some day, or negative.
    """
    if len(parts) < 2 or any(np.isnan(days).any() or (days < 0).any() for days in parts.values()):
        return None
    first = max(parts, key=lambda name: parts[name].sum())
    risk = ALPHA / comb(len(parts), 2)
    return first if all(
        _is_larger(parts[first], days, 1 - risk) for name, days in parts.items() if name != first
    ) else None  # fmt: skip


def _is_larger(one: Array, other: Array, confidence: float) -> bool:
    both = one + other
    if not both.any():
        return False
    rate = unit_rate(Cells(np.arange(len(one)), one, both))
    ends = None if rate.few else rate_interval(rate, confidence)
    return ends is not None and ends[0] > 0.5
