from i18n.message import msg
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="posts_published",
    label=msg("Posts published"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Posts published in the period."),
    source=msg("Network exports by post"),
    numerator=(Count("posts"),),
    polarity=Polarity.NONE,
    partner="link_clicks",
)
