from data.message import msg
from metrics.measures import total
from metrics.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="sessions",
    label=msg("Sessions", fr="Sessions"),
    unit=Unit.COUNT,
    tier=Tier.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Visits to the website.", fr="Visites du site web."),
    source="GA4 Data API schema, metrics: sessions",
    numerator=(total("web_sessions", "sessions"),),
)
