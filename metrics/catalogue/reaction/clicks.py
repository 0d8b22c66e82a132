from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="clicks",
    label=msg("All clicks"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("All clicks on the posts published in the period, on links or elsewhere."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "clicks"),),
    partner="link_clicks",
)
