from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engaged_sessions",
    label=msg("Engaged sessions"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Sessions longer than 10 seconds, with a key event or with two page views."),
    source=msg("GA4 Data API schema, metrics: engagedSessions"),
    numerator=(total("web_sessions", "engaged_sessions"),),
)
