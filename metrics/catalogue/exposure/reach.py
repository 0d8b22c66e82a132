from i18n.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="reach",
    label=msg("Post reach"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg("Different people who saw a post."),
    source=msg("Network exports by post"),
    numerator=(Distinct("posts", ("reach",)),),
    partner="link_clicks",
)
