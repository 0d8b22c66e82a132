from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_views",
    label=msg("Account views", fr="Vues du compte"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Times any content of the account was viewed on the days of the period.",
        fr="Nombre de vues de tous les contenus du compte pendant la période.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "views"),),
    partner="referrals",
)
