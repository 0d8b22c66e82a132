from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_time",
    label=msg("Engagement time per session", fr="Durée d’engagement par session"),
    unit=Unit.SECONDS,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg(
        "Seconds the website was in front of the visitor, divided by sessions.",
        fr="Secondes pendant lesquelles le site était au premier plan, divisées par les sessions.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: userEngagementDuration",
        fr="Schéma de l’API GA4 Data\u00a0: userEngagementDuration",
    ),
    numerator=(total("web_sessions", "engagement_seconds"),),
    denominator=(total("web_sessions", "sessions"),),
)
