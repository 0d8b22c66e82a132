from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_conversion_rate",
    label=msg("Web conversion rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Sessions with at least one key event, divided by sessions."),
    source=msg("GA4 Data API schema, metrics: sessionKeyEventRate"),
    # Sessions, not key events: with several in a session the rate could pass 100 %.
    numerator=(total("web_sessions", "key_event_sessions"),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg(
        "Only for reports with the session key event rate. Otherwise see key events per session."
    ),
)
