from data.base.message import msg
from metrics.definitions.measures import Distinct, Last
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="post_reach_rate",
    label=msg("Post reach rate", fr="Taux de portée"),
    unit=Unit.PERCENT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.RATIO,
    doc=msg(
        "People reached by a post divided by followers.",
        fr="Personnes touchées par une publication divisées par le nombre d’abonnés.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 3", fr="Hootsuite, 19 metrics, n°\u00a03"),
    numerator=(Distinct("posts", ("reach",)),),
    denominator=(Last("account_days", ("followers",)),),
    partner="link_clicks",
    caveat=msg(
        "It can exceed 100%: people who do not follow the account are reached too.",
        fr="Il peut dépasser 100\u00a0%\u00a0: des personnes non abonnées sont aussi touchées.",
    ),
)
