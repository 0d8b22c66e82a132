from data.base.message import msg
from metrics.definitions.measures import Last, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="average_engagement_rate",
    label=msg("Engagement rate by followers", fr="Taux d’engagement sur abonnés"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Likes, comments and shares of the period’s posts, divided by followers.",
        fr="Mentions J’aime, commentaires et partages des publications de la période, divisés par le nombre d’abonnés.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 7", fr="Hootsuite, 19 metrics, n°\u00a07"),
    numerator=(total("posts", "reactions comments shares"),),
    denominator=(Last("account_days", ("followers",)),),
    partner="ctr",
    caveat=msg(
        "The followers of all accounts in the selection count; choose one network for a fair figure.",
        fr="Les abonnés de tous les comptes sélectionnés comptent\u00a0; choisissez un réseau pour un chiffre juste.",
    ),
)
