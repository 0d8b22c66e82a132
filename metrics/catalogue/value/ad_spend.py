from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="ad_spend",
    label=msg("Ad spend"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("What the ad platforms charged."),
    source=msg("Ad platform exports: cost, amount spent"),
    numerator=(total("ad_costs", "spend"),),
    polarity=Polarity.NONE,
)
