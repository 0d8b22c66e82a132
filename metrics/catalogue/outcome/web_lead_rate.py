from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_lead_rate",
    label=msg("Website lead conversion rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Key events chosen as leads, divided by sessions. Both are from Google Analytics."),
    source=msg("GA4 Data API schema, metrics: keyEvents by eventName, sessions"),
    numerator=(total("web_key_events", "lead_events"),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg(
        "One session may count several times, because these are events, not sessions with an event."
    ),
)
