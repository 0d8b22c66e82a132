from i18n.message import msg
from metrics.definitions.measures import Count, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_conversion",
    label=msg("Cost per conversion"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all conversions of the same selection."),
    source=msg("cost / conversions"),
    numerator=spent(),
    denominator=(Count("conversions"),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes conversions that no ad generated."),
)
