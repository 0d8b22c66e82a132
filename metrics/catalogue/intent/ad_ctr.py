from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ad_ctr",
    label=msg("Ad click-through rate (CTR)"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Ad clicks divided by ad impressions."),
    source=msg("Hootsuite, 19 metrics, no. 11 (paid)"),
    numerator=(total("ad_costs", "clicks"),),
    denominator=(total("ad_costs", "impressions"),),
)
