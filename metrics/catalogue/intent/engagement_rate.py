from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate",
    label=msg("Engagement rate (web)", fr="Taux d’engagement (web)"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg(
        "Engaged sessions divided by sessions.",
        fr="Sessions avec engagement divisées par les sessions.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: engagementRate",
        fr="Schéma de l’API GA4 Data\u00a0: engagementRate",
    ),
    numerator=(total("web_sessions", "engaged_sessions"),),
    denominator=(total("web_sessions", "sessions"),),
)
