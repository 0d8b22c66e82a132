from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="comments",
    label=msg("Comments"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("Comments on the posts published in the period."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "comments"),),
    partner="link_clicks",
)
