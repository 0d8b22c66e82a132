from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="link_clicks",
    label=msg("Link clicks", fr="Clics sur les liens"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg(
        "Clicks on links in the posts published in the period.",
        fr="Clics sur les liens des publications de la période.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "link_clicks"),),
)
