from data.base.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="conversation_rate",
    label=msg("Conversation rate", fr="Taux de conversation"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Comments on the period’s posts divided by followers.",
        fr="Commentaires sur les publications de la période divisés par le nombre d’abonnés.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 16", fr="Hootsuite, 19 metrics, n°\u00a016"),
    numerator=(total("posts", "comments"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="ctr",
    caveat=msg(
        "The followers of all accounts in the selection count; choose one network for a fair figure.",
        fr="Les abonnés de tous les comptes sélectionnés comptent\u00a0; choisissez un réseau pour un chiffre juste.",
    ),
)
