from i18n.message import msg
from metrics.definitions.measures import Distinct, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate_by_reach",
    label=msg("Engagement rate by reach"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("Engagements divided by reach. For one post at a time, because reach does not add up."),
    source=msg("Engagement rate by reach (ERR)"),
    numerator=(total("posts", "reactions comments shares saves"),),
    denominator=(Distinct("posts", ("reach",)),),
    partner="ctr",
)
