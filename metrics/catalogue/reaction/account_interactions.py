from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_interactions",
    label=msg("Account interactions"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "Interactions with all content of the account in the period, as the network counts them."
    ),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "interactions"),),
    partner="referrals",
)
