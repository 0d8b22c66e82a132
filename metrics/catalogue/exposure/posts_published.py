from data.base.message import msg
from metrics.engine.measures import Count
from metrics.engine.registry import Additivity, Better, Metric, Tier, Unit

METRIC = Metric(
    id="posts_published",
    label=msg("Posts published", fr="Publications"),
    unit=Unit.COUNT,
    tier=Tier.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Posts published in the period.", fr="Publications parues pendant la période."),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(Count("posts"),),
    better=Better.NONE,
    partner="link_clicks",
)
