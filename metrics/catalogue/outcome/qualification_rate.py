from data.base.message import msg
from metrics.engine.measures import Count, Known
from metrics.engine.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="qualification_rate",
    label=msg("Qualification rate", fr="Taux de qualification"),
    unit=Unit.PERCENT,
    tier=Tier.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Qualified leads divided by leads.", fr="Leads qualifiés divisés par les leads."),
    source=msg("qualified leads / leads", fr="leads qualifiés / leads"),
    numerator=(Count("leads", (Known(("qualified_at",)),)),),
    denominator=(Count("leads"),),
    matures=True,
)
