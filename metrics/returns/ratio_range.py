"""What one of a number of events cost, with the interval of their expected number."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.statistics.gamma_limits import gamma_limits


@dataclass(frozen=True, slots=True)
class RatioRange:
    """A ratio of an amount and a number of events, with its 95 % interval.

    ``value`` is None where nothing happened: then only one end is known ("more than ``low``").
    ``high`` is None where there is no upper end. Without ``low`` it is not known how days vary.
    """

    value: float | None
    low: float | None
    high: float | None


def cost_of_one(spend: float, count: float, dispersion: float | None) -> RatioRange:
    """The spend by event, where ``count`` events happened.

    The limits of their expected number are exact for Poisson counts, whose variance theirs has
    ``dispersion`` times.

    >>> cost_of_one(100.0, 0, 1.0).low > 27
    True
    """
    value = spend / count if count else None
    if dispersion is None:
        return RatioRange(value, None, None)
    least, most = (float(end) for end in gamma_limits(count, count, 1.0, spread=dispersion))
    return RatioRange(value, spend / most, spend / least if least > 0 else None)
