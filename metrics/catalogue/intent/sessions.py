from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="sessions",
    label=msg("Sessions"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Visits to the website."),
    source=msg("GA4 Data API schema, metrics: sessions"),
    numerator=(total("web_sessions", "sessions"),),
)
