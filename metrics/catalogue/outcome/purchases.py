from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="purchases",
    label=msg("Purchases", fr="Achats"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Key events of Google Analytics that you have chosen as purchases.",
        fr="Événements clés de Google Analytics que vous avez choisis comme achats.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: keyEvents by eventName",
        fr="Schéma de l’API GA4 Data\u00a0: keyEvents par eventName",
    ),
    numerator=(total("web_key_events", "purchases"),),
)
