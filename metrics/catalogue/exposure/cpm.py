from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cpm",
    label=msg("Cost per 1,000 impressions (CPM)"),
    unit=Unit.MONEY,
    stage=Stage.EXPOSURE,
    additivity=Additivity.RATIO,
    doc=msg("Ad spend per 1,000 ad impressions."),
    source=msg("Hootsuite, 19 metrics, no. 14"),
    numerator=(total("ad_costs", "spend"),),
    denominator=(total("ad_costs", "impressions"),),
    scale=1000,
    polarity=Polarity.LOWER,
    partner="cpc",
)
