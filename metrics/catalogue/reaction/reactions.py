from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="reactions",
    label=msg("Reactions"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("Likes and other reactions to the posts published in the period."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "reactions"),),
    partner="link_clicks",
)
