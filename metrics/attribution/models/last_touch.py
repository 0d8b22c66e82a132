"""Last-touch (last-click) attribution: all credit to the last touch."""

import narwhals as nw

from i18n.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(_settings: ModelSettings) -> nw.Expr:
    last = nw.col("position") == nw.col("length")
    return nw.when(last).then(nw.lit(1.0)).otherwise(nw.lit(0.0))


MODEL = Model(
    id="last_touch",
    label=msg("Last click"),
    assumes=msg("All credit goes to the last visit, including direct visits."),
    by=Weighted(_weight),
    order=2,
)
