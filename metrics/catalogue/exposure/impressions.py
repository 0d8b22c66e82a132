from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="impressions",
    label=msg("Impressions"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Times the posts published in the period were displayed, up to the export."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "impressions"),),
    partner="link_clicks",
)
