"""What may be said of a row's return: that it pays back, that it does not, or neither."""

from __future__ import annotations

from enum import StrEnum

from metrics.returns.estimate import Bounds, Certainty
from metrics.returns.roi import RoiRow


class ReturnVerdict(StrEnum):
    """The verdict on the revenue of a row next to its cost, over models and random variation."""

    PAYS_BACK = "pays_back"
    OPEN = "open"
    LOSES = "loses"
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"


def verdict(row: RoiRow) -> ReturnVerdict:
    """Pays back where even the low end is above the cost, loses where even the high end is below it."""
    if not row.cost:
        return ReturnVerdict.UNKNOWN
    if row.said is Certainty.TOO_FEW:
        return ReturnVerdict.TOO_FEW
    if row.roi is None:
        return ReturnVerdict.UNKNOWN
    if row.roi.low > 0:
        return ReturnVerdict.PAYS_BACK
    return (
        ReturnVerdict.LOSES if row.roi.high is not None and row.roi.high < 0 else ReturnVerdict.OPEN
    )


def per_unit(row: RoiRow) -> Bounds | None:
    """Revenue for one unit of money of total cost: the ROI and the cost itself."""
    roi = row.roi
    if roi is None:
        return None
    high = None if roi.high is None else roi.high + 1
    return Bounds(roi.low + 1, high, None if roi.middle is None else roi.middle + 1)
