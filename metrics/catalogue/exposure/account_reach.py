from i18n.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_reach",
    label=msg("Account reach"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg("Different people who saw any content of one account on one day."),
    source=msg("Network exports by day"),
    numerator=(Distinct("account_days", ("reach",)),),
    partner="referrals",
)
