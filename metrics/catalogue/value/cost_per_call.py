from i18n.message import msg
from metrics.definitions.event_names import CALLS
from metrics.definitions.measures import Count, IsOneOf, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_call",
    label=msg("Cost per call"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all calls of the same selection."),
    source=msg("cost / calls"),
    numerator=spent(),
    denominator=(Count("conversions", (IsOneOf("event_name", CALLS),)),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes calls that no ad generated."),
)
