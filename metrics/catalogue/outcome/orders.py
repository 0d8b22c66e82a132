from i18n.message import msg
from metrics.definitions.event_names import PURCHASES
from metrics.definitions.measures import Count, IsOneOf
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="orders",
    label=msg("Orders"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Purchases of the period, one by one, each order once."),
    source=msg("Orders of a shop, or events exported from BigQuery: purchase"),
    numerator=(Count("conversions", (IsOneOf("event_name", PURCHASES),)),),
)
