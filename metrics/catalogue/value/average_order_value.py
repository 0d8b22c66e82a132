from i18n.message import msg
from metrics.definitions.event_names import PURCHASES
from metrics.definitions.measures import Count, IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="average_order_value",
    label=msg("Average order value"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Order revenue divided by orders."),
    source=msg("order revenue / orders"),
    numerator=(total("conversions", "value", IsOneOf("event_name", PURCHASES)),),
    denominator=(Count("conversions", (IsOneOf("event_name", PURCHASES),)),),
)
