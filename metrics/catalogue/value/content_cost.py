from i18n.message import msg, msg_in
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="content_cost",
    label=msg_in("cost", "Content"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Making texts, pictures and films, spread over the days it was entered for."),
    source=msg("Costs entered by hand or imported as CSV"),
    numerator=(total("costs", "amount", IsOneOf("kind", ("content",))),),
    polarity=Polarity.NONE,
)
