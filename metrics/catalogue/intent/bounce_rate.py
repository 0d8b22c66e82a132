from i18n.message import msg
from metrics.definitions.measures import IsKnown, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="bounce_rate",
    label=msg("Bounce rate"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Sessions without engagement divided by sessions."),
    source=msg("GA4 Data API schema, metrics: bounceRate; Hootsuite, 19 metrics, no. 12"),
    numerator=(
        # Only rows that tell both: the sessions of all others would count as bounces.
        total("web_sessions", "sessions", IsKnown(("engaged_sessions",))),
        total("web_sessions", "engaged_sessions", IsKnown(("sessions",)), sign=-1),
    ),
    denominator=(total("web_sessions", "sessions", IsKnown(("engaged_sessions",))),),
    polarity=Polarity.LOWER,
    caveat=msg("Google Analytics 4 and its predecessor count it differently. Do not compare them."),
)
