from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate",
    label=msg("Engagement rate (web)"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Engaged sessions divided by sessions."),
    source=msg("GA4 Data API schema, metrics: engagementRate"),
    numerator=(total("web_sessions", "engaged_sessions"),),
    denominator=(total("web_sessions", "sessions"),),
)
