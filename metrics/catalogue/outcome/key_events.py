from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="key_events",
    label=msg("Key events", fr="Événements clés"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Events marked as key events in Google Analytics.",
        fr="Événements définis comme événements clés dans Google Analytics.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: keyEvents", fr="Schéma de l’API GA4 Data\u00a0: keyEvents"
    ),
    numerator=(total("web_sessions", "key_events"),),
)
