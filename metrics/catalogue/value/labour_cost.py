from data.base.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="labour_cost",
    label=msg("Labour", fr="Temps de travail"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Hours of work at their rate, spread over the days they were told for.",
        fr="Heures de travail à leur taux, réparties sur les jours de leur période.",
    ),
    source=msg(
        "Costs entered by hand or imported as CSV", fr="Coûts saisis à la main ou importés en CSV"
    ),
    numerator=(total("costs", "amount", IsOneOf("kind", ("labour",))),),
    polarity=Polarity.NONE,
)
