from data.base.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="applause_rate",
    label=msg("Applause rate", fr="Taux d’approbation"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Reactions to the period’s posts divided by followers.",
        fr="Réactions aux publications de la période divisées par le nombre d’abonnés.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 6", fr="Hootsuite, 19 metrics, n°\u00a06"),
    numerator=(total("posts", "reactions"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="ctr",
    caveat=msg(
        "The followers of all accounts in the selection count; choose one network for a fair figure.",
        fr="Les abonnés de tous les comptes sélectionnés comptent\u00a0; choisissez un réseau pour un chiffre juste.",
    ),
)
