from data.base.message import msg
from metrics.engine.measures import total
from metrics.engine.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="engagement_time",
    label=msg("Engagement time per session", fr="Durée d’engagement par session"),
    unit=Unit.SECONDS,
    tier=Tier.INTENT,
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
