from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ctr_by_views",
    label=msg("Click-through rate by views", fr="Taux de clics sur vues"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg(
        "Link clicks divided by views, over posts that report both.",
        fr="Clics sur les liens divisés par les vues, pour les publications qui indiquent les deux.",
    ),
    source=msg(
        "Hootsuite, 19 metrics, no. 11, where a network tells views instead of impressions",
        fr="Hootsuite, 19 metrics, n°\u00a011, quand un réseau indique les vues et non les impressions",
    ),
    numerator=(total("posts", "link_clicks"),),
    denominator=(total("posts", "views"),),
    caveat=msg(
        "A view is counted differently on every network, replays included on some.",
        fr="Une vue est comptée différemment selon le réseau, relectures comprises pour certains.",
    ),
)
