from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="average_watch_time",
    label=msg("Average watch time", fr="Durée moyenne de visionnage"),
    unit=Unit.SECONDS,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Watch time divided by views, over videos that report both.",
        fr="Temps de visionnage divisé par les vues, pour les vidéos qui indiquent les deux.",
    ),
    source=msg("watch time / views", fr="durée de visionnage / vues"),
    numerator=(total("posts", "watch_seconds"),),
    denominator=(total("posts", "views"),),
    partner="link_clicks",
)
