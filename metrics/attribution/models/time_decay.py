"""Time-decay attribution: credit halves with every half-life before the conversion."""

from math import log

import narwhals as nw

from i18n.message import msg
from metrics.attribution.journey import DAY
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(settings: ModelSettings) -> nw.Expr:
    """Ages are counted from the last touch: shares are the same, and none underflows to zero."""
    half_life = settings.half_life_days * DAY
    since = (nw.col("age") - nw.col("youngest")).cast(nw.Float64)
    return (since * (-log(2.0) / half_life)).exp()  # much quicker than a power of 2


MODEL = Model(
    id="time_decay",
    label=msg("Time decay"),
    assumes=msg("The closer a visit is to the conversion, the more credit it gets."),
    by=Weighted(_weight, relative=True),
    order=6,
)
