from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate_by_views",
    label=msg("Engagement rate by views"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Engagements divided by views, over posts that report both."),
    source=msg("Engagement rate by views"),
    numerator=(total("posts", "reactions comments shares saves"),),
    denominator=(total("posts", "views"),),
    partner="average_watch_time",
    caveat=msg("Each network counts a view differently. Some include replays."),
)
