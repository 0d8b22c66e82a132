from i18n.message import msg
from metrics.definitions.measures import Distinct, Last
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="post_reach_rate",
    label=msg("Post reach rate"),
    unit=Unit.PERCENT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.RATIO,
    doc=msg("People who saw a post divided by followers."),
    source=msg("Hootsuite, 19 metrics, no. 3"),
    numerator=(Distinct("posts", ("reach",)),),
    denominator=(Last("account_days", ("followers",)),),
    partner="link_clicks",
    caveat=msg("It can exceed 100%, because people who do not follow the account see posts too."),
)
