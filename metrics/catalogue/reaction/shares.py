from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="shares",
    label=msg("Shares"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("Shares of the posts published in the period."),
    source=msg("Network exports by post"),
    numerator=(total("posts", "shares"),),
    partner="referrals",
)
