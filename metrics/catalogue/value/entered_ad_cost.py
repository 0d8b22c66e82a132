from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="entered_ad_cost",
    label=msg("Ads entered by hand"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Ads that are in no ad platform export, spread over the days of their period."),
    source=msg("Costs entered by hand or imported as CSV"),
    numerator=(total("costs", "amount", IsOneOf("kind", ("ads",))),),
    polarity=Polarity.NONE,
)
