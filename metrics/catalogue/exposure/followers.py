from data.base.message import msg
from metrics.definitions.measures import Last
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="followers",
    label=msg("Accounts’ followers", fr="Abonnés des comptes"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.STOCK,
    doc=msg(
        "Followers at the end of the period: each account’s last known value, added over accounts.",
        fr="Abonnés en fin de période\u00a0: dernière valeur connue de chaque compte, additionnée sur les comptes.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(Last("account_days", ("followers",)),),
    partner="leads_per_1000_followers",
    caveat=msg(
        "One person may follow several accounts: the total is not a number of different people.",
        fr="Une même personne peut suivre plusieurs comptes\u00a0: le total n’est pas un nombre de personnes différentes.",
    ),
)
