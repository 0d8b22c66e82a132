"""Last non-direct click attribution: all credit to the last touch that brought a source."""

import narwhals as nw

from i18n.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(_settings: ModelSettings) -> nw.Expr:
    """A journey of direct visits only goes to the last of them, as in GA4."""
    position, sourced = nw.col("position"), nw.col("last_sourced")
    chosen = (position == sourced) | ((sourced == 0) & (position == nw.col("length")))
    return nw.when(chosen).then(nw.lit(1.0)).otherwise(nw.lit(0.0))


MODEL = Model(
    id="last_non_direct",
    label=msg("Last non-direct click"),
    assumes=msg("All credit goes to the last visit with a known source."),
    by=Weighted(_weight),
    order=3,
)
