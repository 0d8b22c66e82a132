from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="follows",
    label=msg("New followers", fr="Nouveaux abonnés"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "People who started to follow the account on the days of the period.",
        fr="Personnes ayant commencé à suivre le compte pendant la période.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "follows"),),
    partner="leads",
)
