"""What a forecast knows of the season, in a sentence."""

from __future__ import annotations

from math import expm1

from i18n.message import Message, msg
from metrics.goals.forecast.last_year import LEAST_WEEKS, LastYear
from metrics.goals.forecast.season import LEAST, YEAR

_AGREE = 0.5  # the share of the forecast that uses the season, from which the years agree

NONE = msg("This forecast includes no season.")
_UNDER_A_YEAR = msg("Less than a year of data. This forecast includes no season.")
_ONE_YEAR = msg("Little more than a year of data. This forecast includes no season yet.")
_NO_MOVE = msg(
    "Last year these weeks were like the two months before. The forecast expects no season."
)
_AGREEING = msg("Both years agree so far. The forecast expects last year’s season again.")
_UNLIKE = msg("The years do not agree on a season. The forecast uses little of it.")


def in_words(weeks: int, seasonal: float, year: LastYear | None) -> Message:
    """What a history of so many weeks says of the season.

    ``seasonal`` is the share of the forecast that rests on the season of two years or more,
    ``year`` last year's shape where the history is shorter.
    """
    if weeks >= LEAST:
        return _AGREEING if seasonal >= _AGREE else _UNLIKE
    if weeks < YEAR:
        return _UNDER_A_YEAR
    if year is None or weeks < LEAST_WEEKS:
        return _ONE_YEAR
    percent = round(100 * abs(expm1(year.move)))
    if not percent:
        return _NO_MOVE
    values = {"percent": percent, "weight": round(100 * year.weight)}
    if year.move > 0:
        return msg(
            "Last year these weeks were {percent}% above the two months before. The forecast uses {weight}% of it.",
            **values,
        )
    return msg(
        "Last year these weeks were {percent}% below the two months before. The forecast uses {weight}% of it.",
        **values,
    )
