from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="follows",
    label=msg("New followers"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("People who started to follow the account on the days of the period."),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "follows"),),
    partner="leads",
)
