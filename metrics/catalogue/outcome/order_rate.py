from i18n.message import msg
from metrics.definitions.event_names import PURCHASES
from metrics.definitions.measures import Count, IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="order_rate",
    label=msg("Order conversion rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Orders divided by sessions."),
    source=msg("orders / sessions"),
    numerator=(Count("conversions", (IsOneOf("event_name", PURCHASES),)),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg(
        "Orders by phone or in a store have no session. They raise the rate if the file "
        "includes them."
    ),
)
