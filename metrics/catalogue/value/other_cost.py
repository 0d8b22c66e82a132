from data.base.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="other_cost",
    label=msg("Other costs", fr="Autres coûts"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Costs of no other kind, spread over the days they were told for.",
        fr="Coûts d’aucune autre nature, répartis sur les jours de leur période.",
    ),
    source=msg(
        "Costs entered by hand or imported as CSV", fr="Coûts saisis à la main ou importés en CSV"
    ),
    numerator=(total("costs", "amount", IsOneOf("kind", ("other",))),),
    polarity=Polarity.NONE,
)
