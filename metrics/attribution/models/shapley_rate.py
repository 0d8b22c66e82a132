"""Shapley attribution of conversion rates: journeys without a conversion count too."""

from i18n.message import msg
from metrics.attribution.model import CoalitionGame, Model

MODEL = Model(
    id="shapley_rate",
    label=msg("Shapley (conversion rate)"),
    assumes=msg(
        "A channel deserves what it adds to the conversion rate of those who also met the others; it can take away."
    ),
    by=CoalitionGame(),
    order=9,
    ranged=False,
)
