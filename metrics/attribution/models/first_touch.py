"""First-touch (first-click) attribution: all credit to the first touch."""

import narwhals as nw

from i18n.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(_settings: ModelSettings) -> nw.Expr:
    return nw.when(nw.col("position") == 1).then(nw.lit(1.0)).otherwise(nw.lit(0.0))


MODEL = Model(
    id="first_touch",
    label=msg("First click"),
    assumes=msg("All credit goes to the first known visit."),
    by=Weighted(_weight),
    order=1,
)
