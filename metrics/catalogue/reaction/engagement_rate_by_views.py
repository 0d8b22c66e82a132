from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate_by_views",
    label=msg("Engagement rate by views", fr="Taux d’engagement sur vues"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Engagements divided by views, over posts that report both.",
        fr="Interactions divisées par les vues, pour les publications qui indiquent les deux.",
    ),
    source=msg("Engagement rate by views", fr="Taux d’engagement par vues"),
    numerator=(total("posts", "reactions comments shares saves"),),
    denominator=(total("posts", "views"),),
    partner="average_watch_time",
    caveat=msg(
        "A view is counted differently on every network, replays included on some.",
        fr="Une vue est comptée différemment selon le réseau, relectures comprises pour certains.",
    ),
)
