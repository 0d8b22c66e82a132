from i18n.message import msg
from metrics.definitions.event_names import PURCHASES
from metrics.definitions.measures import Count, IsOneOf, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_order",
    label=msg("Cost per order"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all orders of the same selection."),
    source=msg("cost / orders"),
    numerator=spent(),
    denominator=(Count("conversions", (IsOneOf("event_name", PURCHASES),)),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes orders that no ad generated."),
)
