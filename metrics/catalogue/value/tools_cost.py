from data.base.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="tools_cost",
    label=msg("Tools", fr="Outils"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Subscriptions and software, spread over the days they were told for.",
        fr="Abonnements et logiciels, répartis sur les jours de leur période.",
    ),
    source=msg(
        "Costs entered by hand or imported as CSV", fr="Coûts saisis à la main ou importés en CSV"
    ),
    numerator=(total("costs", "amount", IsOneOf("kind", ("tools",))),),
    polarity=Polarity.NONE,
)
