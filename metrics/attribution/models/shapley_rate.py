"""The Shapley value of conversion rates, journeys without a conversion included."""

from data.base.message import msg
from metrics.attribution.model import CoalitionGame, Model

MODEL = Model(
    id="shapley_rate",
    label=msg("Shapley (conversion rate)", fr="Shapley (taux de conversion)"),
    assumes=msg(
        "A channel deserves what it adds to the conversion rate of those who also met the others; it can take away.",
        fr="Un canal mérite ce qu’il ajoute au taux de conversion de ceux qui ont aussi vu les autres\u00a0; il peut en retirer.",
    ),
    by=CoalitionGame(),
    order=9,
    ranged=False,
)
