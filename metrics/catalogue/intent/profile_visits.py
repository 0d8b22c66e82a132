from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="profile_visits",
    label=msg("Profile visits"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Visits to the account’s page or profile."),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "profile_visits"),),
)
