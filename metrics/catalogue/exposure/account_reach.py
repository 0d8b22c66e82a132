from data.base.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_reach",
    label=msg("Account reach", fr="Portée du compte"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "Different people who saw any content of one account on one day.",
        fr="Personnes différentes ayant vu un contenu d’un compte en un jour.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(Distinct("account_days", ("reach",)),),
    partner="referrals",
)
