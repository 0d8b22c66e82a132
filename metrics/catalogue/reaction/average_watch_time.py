from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="average_watch_time",
    label=msg("Average watch time"),
    unit=Unit.SECONDS,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Watch time divided by views, over videos that report both."),
    source=msg("watch time / views"),
    numerator=(total("posts", "watch_seconds"),),
    denominator=(total("posts", "views"),),
    partner="link_clicks",
)
