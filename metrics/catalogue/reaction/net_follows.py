from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="net_follows",
    label=msg("Net new followers", fr="Gain net d’abonnés"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "New followers minus lost followers on the days of the period.",
        fr="Nouveaux abonnés moins abonnés perdus pendant la période.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "net_follows"),),
    partner="leads",
)
