from data.base.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="amplification_rate",
    label=msg("Amplification rate", fr="Taux d’amplification"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Shares of the period’s posts divided by followers.",
        fr="Partages des publications de la période divisés par le nombre d’abonnés.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 8", fr="Hootsuite, 19 metrics, n°\u00a08"),
    numerator=(total("posts", "shares"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="referrals",
    caveat=msg(
        "The followers of all accounts in the selection count; choose one network for a fair figure.",
        fr="Les abonnés de tous les comptes sélectionnés comptent\u00a0; choisissez un réseau pour un chiffre juste.",
    ),
)
