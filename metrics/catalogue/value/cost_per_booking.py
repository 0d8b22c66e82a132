from i18n.message import msg
from metrics.definitions.event_names import BOOKINGS
from metrics.definitions.measures import Count, IsOneOf, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_booking",
    label=msg("Cost per booking"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all bookings of the same selection."),
    source=msg("cost / bookings"),
    numerator=spent(),
    denominator=(Count("conversions", (IsOneOf("event_name", BOOKINGS),)),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes bookings that no ad generated."),
)
