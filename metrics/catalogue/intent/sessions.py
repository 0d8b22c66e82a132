from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="sessions",
    label=msg("Sessions", fr="Sessions"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Visits to the website.", fr="Visites du site web."),
    source=msg(
        "GA4 Data API schema, metrics: sessions", fr="Schéma de l’API GA4 Data\u00a0: sessions"
    ),
    numerator=(total("web_sessions", "sessions"),),
)
