from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ad_ctr",
    label=msg("Ad click-through rate", fr="Taux de clics publicitaires"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg(
        "Ad clicks divided by ad impressions.",
        fr="Clics publicitaires divisés par les impressions publicitaires.",
    ),
    source=msg(
        "Hootsuite, 19 metrics, no. 11 (paid)", fr="Hootsuite, 19 metrics, n°\u00a011 (payant)"
    ),
    numerator=(total("ad_costs", "clicks"),),
    denominator=(total("ad_costs", "impressions"),),
)
