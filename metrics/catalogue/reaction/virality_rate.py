from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="virality_rate",
    label=msg("Virality rate", fr="Taux de viralité"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Shares divided by impressions, over posts that report both.",
        fr="Partages divisés par les impressions, pour les publications qui indiquent les deux.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 9", fr="Hootsuite, 19 metrics, n°\u00a09"),
    numerator=(total("posts", "shares"),),
    denominator=(total("posts", "impressions"),),
    partner="referrals",
)
