from i18n.message import msg
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="link_conversion_rate",
    label=msg("Conversion rate of post links"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Conversions divided by clicks on the post’s link."),
    source=msg("Hootsuite, 19 metrics, no. 10"),
    needs=msg("Needs leads linked to the posts that they came from."),
)
