from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="virality_rate",
    label=msg("Virality rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Shares divided by impressions, over posts that report both."),
    source=msg("Hootsuite, 19 metrics, no. 9"),
    numerator=(total("posts", "shares"),),
    denominator=(total("posts", "impressions"),),
    partner="referrals",
)
