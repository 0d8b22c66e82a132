from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="link_clicks",
    label=msg("Link clicks"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Clicks on links in the posts published in the period."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "link_clicks"),),
)
