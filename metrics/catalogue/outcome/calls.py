from i18n.message import msg
from metrics.definitions.event_names import CALLS
from metrics.definitions.measures import Count, IsOneOf
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="calls",
    label=msg("Calls"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Phone calls of the period recorded as conversions."),
    source=msg("Events exported from BigQuery, or a CSV of conversions"),
    numerator=(Count("conversions", (IsOneOf("event_name", CALLS),)),),
)
