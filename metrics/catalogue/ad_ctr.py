from data.message import msg
from metrics.measures import total
from metrics.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="ad_ctr",
    label=msg("Ad click-through rate", fr="Taux de clics publicitaires"),
    unit=Unit.PERCENT,
    tier=Tier.INTENT,
    additivity=Additivity.RATIO,
    doc=msg(
        "Ad clicks divided by ad impressions.",
        fr="Clics publicitaires divisés par les impressions publicitaires.",
    ),
    source="Hootsuite, 19 metrics, no. 11 (paid)",
    numerator=(total("ad_costs", "clicks"),),
    denominator=(total("ad_costs", "impressions"),),
)
