from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="saves",
    label=msg("Saves"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("Times the posts published in the period were saved for later."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "saves"),),
    partner="link_clicks",
)
