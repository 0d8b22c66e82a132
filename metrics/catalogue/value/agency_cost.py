from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="agency_cost",
    label=msg("Agency fees"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("What agencies charge for their work, spread over the days of its period."),
    source=msg("Costs entered by hand or imported as CSV"),
    numerator=(total("costs", "amount", IsOneOf("kind", ("agency",))),),
    polarity=Polarity.NONE,
)
