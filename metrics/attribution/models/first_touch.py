"""All credit to the first touch."""

import narwhals as nw

from data.base.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(_settings: ModelSettings) -> nw.Expr:
    return nw.when(nw.col("position") == 1).then(nw.lit(1.0)).otherwise(nw.lit(0.0))


MODEL = Model(
    id="first_touch",
    label=msg("First touch", fr="Premier contact"),
    assumes=msg(
        "What made somebody discover you deserves everything; all that followed would have happened anyway.",
        fr="Ce qui vous a fait découvrir mérite tout\u00a0; le reste se serait produit de toute façon.",
    ),
    by=Weighted(_weight),
    order=1,
)
