from i18n.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="qualification_rate",
    label=msg("Qualification rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Qualified leads divided by leads."),
    source=msg("qualified leads / leads"),
    numerator=(Count("leads", (IsKnown(("qualified_at",)),)),),
    denominator=(Count("leads"),),
    is_delayed=True,
)
