from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_impressions",
    label=msg("Account impressions"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Times any content of the account was displayed on the days of the period."),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "impressions"),),
    partner="referrals",
)
