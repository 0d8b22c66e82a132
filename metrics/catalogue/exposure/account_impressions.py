from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="account_impressions",
    label=msg("Account impressions", fr="Impressions du compte"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Times any content of the account was shown on the days of the period.",
        fr="Nombre d’affichages de tous les contenus du compte pendant la période.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "impressions"),),
    partner="referrals",
)
