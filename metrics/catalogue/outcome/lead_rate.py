from data.base.message import msg
from metrics.definitions.measures import Count, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="lead_rate",
    label=msg("Lead rate", fr="Taux de conversion en leads"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Leads divided by web sessions.", fr="Leads divisés par les sessions web."),
    source=msg("leads / sessions", fr="leads / sessions"),
    numerator=(Count("leads"),),
    denominator=(total("web_sessions", "sessions"),),
)
