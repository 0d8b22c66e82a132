from i18n.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="amplification_rate",
    label=msg("Amplification rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Shares of the period’s posts divided by followers."),
    source=msg("Hootsuite, 19 metrics, no. 8"),
    numerator=(total("posts", "shares"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="referrals",
    caveat=msg(
        "The followers of all selected accounts count. Choose one network for a fair value."
    ),
)
