from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_time",
    label=msg("Engagement time per session"),
    unit=Unit.SECONDS,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Seconds the website was in front of the visitor, divided by sessions."),
    source=msg("GA4 Data API schema, metrics: userEngagementDuration"),
    numerator=(total("web_sessions", "engagement_seconds"),),
    denominator=(total("web_sessions", "sessions"),),
)
