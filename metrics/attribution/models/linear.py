"""Linear attribution: equal credit to every touch."""

import narwhals as nw

from i18n.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(_settings: ModelSettings) -> nw.Expr:
    return nw.lit(1.0) / nw.col("length").cast(nw.Float64)


MODEL = Model(
    id="linear",
    label=msg("Linear"),
    assumes=msg("Every visit gets the same credit."),
    by=Weighted(_weight),
    order=4,
)
