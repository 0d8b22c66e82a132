from data.base.message import msg
from metrics.engine.measures import Is, total
from metrics.engine.registry import Additivity, Better, Metric, Tier, Unit

METRIC = Metric(
    id="tools_cost",
    label=msg("Tools", fr="Outils"),
    unit=Unit.MONEY,
    tier=Tier.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Subscriptions and software, spread over the days they were told for.",
        fr="Abonnements et logiciels, répartis sur les jours de leur période.",
    ),
    source=msg(
        "Costs entered by hand or imported as CSV", fr="Coûts saisis à la main ou importés en CSV"
    ),
    numerator=(total("costs", "amount", Is("kind", ("tools",))),),
    better=Better.NONE,
)
