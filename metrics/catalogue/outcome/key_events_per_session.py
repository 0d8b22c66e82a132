from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="key_events_per_session",
    label=msg("Key events per session"),
    unit=Unit.RATIO,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Key events divided by sessions."),
    source=msg("GA4 Data API schema, metrics: keyEvents, sessions"),
    numerator=(total("web_sessions", "key_events"),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg("Not a rate. One session can have several key events, so the value can exceed 1."),
)
