from data.base.message import msg
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="posts_published",
    label=msg("Posts published", fr="Publications"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Posts published in the period.", fr="Publications parues pendant la période."),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(Count("posts"),),
    polarity=Polarity.NONE,
    partner="link_clicks",
)
