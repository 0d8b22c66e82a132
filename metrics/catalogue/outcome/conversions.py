from i18n.message import msg
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="conversions",
    label=msg("Conversions"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Leads, sign-ups and purchases listed one by one, each transaction once."),
    source=msg("Events exported from BigQuery, or a CSV of conversions"),
    numerator=(Count("conversions"),),
)
