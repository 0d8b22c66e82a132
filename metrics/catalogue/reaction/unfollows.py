from data.base.message import msg
from metrics.engine.measures import total
from metrics.engine.registry import Additivity, Better, Metric, Tier, Unit

METRIC = Metric(
    id="unfollows",
    label=msg("Lost followers", fr="Abonnés perdus"),
    unit=Unit.COUNT,
    tier=Tier.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "People who stopped following the account on the days of the period.",
        fr="Personnes ayant cessé de suivre le compte pendant la période.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "unfollows"),),
    better=Better.LOWER,
    partner="leads",
)
