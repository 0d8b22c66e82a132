from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="net_follows",
    label=msg("Net new followers"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("New followers minus lost followers on the days of the period."),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "net_follows"),),
    partner="leads",
)
