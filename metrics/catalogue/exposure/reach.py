from data.base.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="reach",
    label=msg("Post reach", fr="Portée des publications"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "Different people who saw a post.", fr="Personnes différentes ayant vu une publication."
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(Distinct("posts", ("reach",)),),
    partner="link_clicks",
)
