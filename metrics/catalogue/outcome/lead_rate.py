from i18n.message import msg
from metrics.definitions.measures import Count, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="lead_rate",
    label=msg("Lead rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Leads divided by web sessions."),
    source=msg("leads / sessions"),
    numerator=(Count("leads"),),
    denominator=(total("web_sessions", "sessions"),),
)
