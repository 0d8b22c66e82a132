from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="impressions",
    label=msg("Impressions", fr="Impressions"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Times the posts published in the period were shown, up to the export.",
        fr="Nombre d’affichages des publications de la période, jusqu’à l’export.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "impressions"),),
    partner="link_clicks",
)
