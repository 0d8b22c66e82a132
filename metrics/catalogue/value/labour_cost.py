from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="labour_cost",
    label=msg("Labour cost"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Hours of work × hourly rate, spread over the days of their period."),
    source=msg("Costs entered by hand or imported as CSV"),
    numerator=(total("costs", "amount", IsOneOf("kind", ("labour",))),),
    polarity=Polarity.NONE,
)
