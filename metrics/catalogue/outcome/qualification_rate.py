from data.base.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="qualification_rate",
    label=msg("Qualification rate", fr="Taux de qualification"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Qualified leads divided by leads.", fr="Leads qualifiés divisés par les leads."),
    source=msg("qualified leads / leads", fr="leads qualifiés / leads"),
    numerator=(Count("leads", (IsKnown(("qualified_at",)),)),),
    denominator=(Count("leads"),),
    is_delayed=True,
)
