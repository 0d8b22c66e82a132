from i18n.message import msg
from metrics.definitions.event_names import SIGN_UPS
from metrics.definitions.measures import Count, IsOneOf, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_sign_up",
    label=msg("Cost per sign-up"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all sign-ups of the same selection."),
    source=msg("cost / sign-ups"),
    numerator=spent(),
    denominator=(Count("conversions", (IsOneOf("event_name", SIGN_UPS),)),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes sign-ups that no ad generated."),
)
