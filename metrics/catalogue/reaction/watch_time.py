from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="watch_time",
    label=msg("Watch time"),
    unit=Unit.SECONDS,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("Time people spent watching the videos published in the period."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "watch_seconds"),),
    partner="average_watch_time",
)
