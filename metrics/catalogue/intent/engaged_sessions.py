from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engaged_sessions",
    label=msg("Engaged sessions", fr="Sessions avec engagement"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg(
        "Sessions longer than 10 seconds, with a key event or with two page views.",
        fr="Sessions de plus de 10 secondes, avec un événement clé ou deux pages vues.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: engagedSessions",
        fr="Schéma de l’API GA4 Data\u00a0: engagedSessions",
    ),
    numerator=(total("web_sessions", "engaged_sessions"),),
)
