from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate_by_impressions",
    label=msg("Engagement rate by impressions"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Engagements divided by impressions, over posts that report both."),
    source=msg("Engagement rate by impressions"),
    numerator=(total("posts", "reactions comments shares saves"),),
    denominator=(total("posts", "impressions"),),
    partner="ctr",
    caveat=msg("Each network counts impressions differently. Compare a network with its own past."),
)
