from i18n.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="applause_rate",
    label=msg("Applause rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Reactions to the period’s posts divided by followers."),
    source=msg("Hootsuite, 19 metrics, no. 6"),
    numerator=(total("posts", "reactions"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="ctr",
    caveat=msg(
        "The followers of all selected accounts count. Choose one network for a fair value."
    ),
)
