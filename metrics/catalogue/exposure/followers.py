from i18n.message import msg
from metrics.definitions.measures import Last
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="followers",
    label=msg("Accounts’ followers"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.STOCK,
    doc=msg(
        "Followers at the end of the period: each account’s last known value, added over accounts."
    ),
    source=msg("Network exports by day"),
    numerator=(Last("account_days", ("followers",)),),
    partner="leads_per_1000_followers",
    caveat=msg(
        "One person may follow several accounts: the total is not a number of different people."
    ),
)
