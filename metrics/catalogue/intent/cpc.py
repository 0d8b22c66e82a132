from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cpc",
    label=msg("Cost per click (CPC)"),
    unit=Unit.MONEY,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Ad spend divided by ad clicks."),
    source=msg("Hootsuite, 19 metrics, no. 13"),
    numerator=(total("ad_costs", "spend"),),
    denominator=(total("ad_costs", "clicks"),),
    polarity=Polarity.LOWER,
)
