"""Shapley attribution: equal credit to every distinct key of a journey.

The game is v(S) = conversions of the journeys whose keys all lie in S. Its Shapley value has a
closed form (Zhao, Mahboobi and Bagheri, 2018): a conversion is shared equally among its keys.
"""

import narwhals as nw

from i18n.message import msg
from metrics.attribution.model import Model, ModelSettings, Weighted


def _weight(_settings: ModelSettings) -> nw.Expr:
    return nw.when(nw.col("fresh")).then(nw.lit(1.0)).otherwise(nw.lit(0.0))


MODEL = Model(
    id="shapley",
    label=msg("Shapley"),
    assumes=msg(
        "Channels share the credit of the conversions that they reach together. Repeated "
        "visits of one channel count once."
    ),
    by=Weighted(_weight, relative=True),
    order=7,
)
