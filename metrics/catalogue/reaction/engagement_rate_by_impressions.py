from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate_by_impressions",
    label=msg("Engagement rate by impressions", fr="Taux d’engagement sur impressions"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Engagements divided by impressions, over posts that report both.",
        fr="Interactions divisées par les impressions, pour les publications qui indiquent les deux.",
    ),
    source=msg("Engagement rate by impressions", fr="Taux d’engagement par impressions"),
    numerator=(total("posts", "reactions comments shares saves"),),
    denominator=(total("posts", "impressions"),),
    partner="ctr",
    caveat=msg(
        "Networks count impressions differently; compare a network with its own past.",
        fr="Chaque réseau compte les impressions à sa façon\u00a0; comparez un réseau à son propre passé.",
    ),
)
