from i18n.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="conversation_rate",
    label=msg("Conversation rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Comments on the period’s posts divided by followers."),
    source=msg("Hootsuite, 19 metrics, no. 16"),
    numerator=(total("posts", "comments"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="ctr",
    caveat=msg(
        "The followers of all selected accounts count. Choose one network for a fair value."
    ),
)
