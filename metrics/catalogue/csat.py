from data.message import msg
from metrics.registry import SURVEY, Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="csat",
    label=msg("Customer satisfaction", fr="Satisfaction client"),
    unit=Unit.PERCENT,
    tier=Tier.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg(
        "Satisfied answers (the two best of five) divided by all answers.",
        fr="Réponses satisfaites (les deux meilleures sur cinq) divisées par toutes les réponses.",
    ),
    source="Hootsuite, 19 metrics, no. 18; top-two-box convention",
    needs=SURVEY,
)
