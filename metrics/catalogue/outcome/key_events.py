from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="key_events",
    label=msg("Key events"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Events marked as key events in Google Analytics."),
    source=msg("GA4 Data API schema, metrics: keyEvents"),
    numerator=(total("web_sessions", "key_events"),),
)
