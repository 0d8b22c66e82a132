from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="unfollows",
    label=msg("Lost followers"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("People who stopped following the account on the days of the period."),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "unfollows"),),
    polarity=Polarity.LOWER,
    partner="leads",
)
