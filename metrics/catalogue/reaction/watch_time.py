from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="watch_time",
    label=msg("Watch time", fr="Temps de visionnage"),
    unit=Unit.SECONDS,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "Time people spent watching the videos published in the period.",
        fr="Temps passé à regarder les vidéos publiées pendant la période.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "watch_seconds"),),
    partner="average_watch_time",
)
