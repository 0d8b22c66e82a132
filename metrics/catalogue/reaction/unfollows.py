from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="unfollows",
    label=msg("Lost followers", fr="Abonnés perdus"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "People who stopped following the account on the days of the period.",
        fr="Personnes ayant cessé de suivre le compte pendant la période.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "unfollows"),),
    polarity=Polarity.LOWER,
    partner="leads",
)
