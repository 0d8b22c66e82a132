from i18n.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="audience_growth_rate",
    label=msg("Audience growth rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Net new followers divided by followers at the start of the period."),
    source=msg("Hootsuite, 19 metrics, no. 2"),
    numerator=(total("account_days", "net_follows"),),
    # Followers at the end would hold the growth itself.
    denominator=(Last("account_days", ("followers",), at_start=True),),
    partner="leads",
)
