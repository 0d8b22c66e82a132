from i18n.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="average_engagement_rate",
    label=msg("Engagement rate by followers"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Likes, comments and shares of the period’s posts, divided by followers."),
    source=msg("Hootsuite, 19 metrics, no. 7"),
    numerator=(total("posts", "reactions comments shares"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="ctr",
    caveat=msg(
        "The followers of all selected accounts count. Choose one network for a fair value."
    ),
)
