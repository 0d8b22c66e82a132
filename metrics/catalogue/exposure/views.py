from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="views",
    label=msg("Views", fr="Vues"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Times the posts and videos published in the period were viewed, up to the export.",
        fr="Nombre de vues des publications et vidéos de la période, jusqu’à l’export.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "views"),),
    partner="average_watch_time",
)
