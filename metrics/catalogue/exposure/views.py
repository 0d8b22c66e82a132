from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="views",
    label=msg("Views"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Times the posts and videos published in the period were viewed, up to the export."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "views"),),
    partner="average_watch_time",
)
