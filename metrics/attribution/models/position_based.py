"""Position-based (U-shaped) attribution: fixed shares to first and last touch, the rest between."""

import narwhals as nw

from i18n.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(settings: ModelSettings) -> nw.Expr:
    """With no touch between, first and last share in proportion; a single touch takes all."""
    position, length = nw.col("position"), nw.col("length")
    both = settings.first + settings.last
    # A journey of two or fewer has no middle touch; 1 only avoids a division by zero.
    middles = nw.when(length > 2).then(length - 2).otherwise(nw.lit(1)).cast(nw.Float64)
    shared = nw.lit(1.0 - both) / middles
    is_first, is_last = position == 1, position == length
    long = (
        nw.when(is_first)
        .then(nw.lit(settings.first))
        .otherwise(nw.when(is_last).then(nw.lit(settings.last)).otherwise(shared))
    )
    pair = (
        nw.when(is_first)
        .then(nw.lit(settings.first / both))
        .otherwise(nw.lit(settings.last / both))
    )
    short = nw.when(length == 1).then(nw.lit(1.0)).otherwise(pair)
    return nw.when(length > 2).then(long).otherwise(short)


MODEL = Model(
    id="position_based",
    label=msg("Position-based"),
    assumes=msg(
        "The first and the last visit get most of the credit. The visits between them "
        "share the rest."
    ),
    by=Weighted(_weight),
    order=5,
)
