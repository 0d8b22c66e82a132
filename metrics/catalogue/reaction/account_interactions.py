from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_interactions",
    label=msg("Account interactions", fr="Interactions du compte"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "Interactions with all content of the account on the days of the period, as the network counts them.",
        fr="Interactions avec tous les contenus du compte pendant la période, telles que le réseau les compte.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "interactions"),),
    partner="referrals",
)
