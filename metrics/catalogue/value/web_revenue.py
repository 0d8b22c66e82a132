from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_revenue",
    label=msg("Revenue (GA4)"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Purchase revenue recorded by Google Analytics in the sessions of the period."),
    source=msg("GA4 Data API schema, metrics: purchaseRevenue, totalRevenue"),
    numerator=(total("web_sessions", "revenue"),),
)
