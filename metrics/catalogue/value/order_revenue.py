from i18n.message import msg
from metrics.definitions.event_names import PURCHASES
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="order_revenue",
    label=msg("Order revenue"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Amount of the orders of the period, without refunds."),
    source=msg("Orders of a shop, or events exported from BigQuery: value"),
    numerator=(total("conversions", "value", IsOneOf("event_name", PURCHASES)),),
    caveat=msg("Later refunds still lower it."),
)
