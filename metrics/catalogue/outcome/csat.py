from data.base.message import msg
from metrics.definitions.registry import SURVEY, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="csat",
    label=msg("Customer satisfaction", fr="Satisfaction client"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg(
        "Satisfied answers (the two best of five) divided by all answers.",
        fr="Réponses satisfaites (les deux meilleures sur cinq) divisées par toutes les réponses.",
    ),
    source=msg(
        "Hootsuite, 19 metrics, no. 18; top-two-box convention",
        fr="Hootsuite, 19 metrics, n°\u00a018\u00a0; convention des deux meilleures notes",
    ),
    needs=SURVEY,
)
