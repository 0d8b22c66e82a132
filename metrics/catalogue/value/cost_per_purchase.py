from i18n.message import msg
from metrics.definitions.measures import spent, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_purchase",
    label=msg("Cost per purchase"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all purchases of the same selection."),
    source=msg("cost / purchases"),
    numerator=spent(),
    denominator=(total("web_key_events", "purchases"),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes all channels. Select paid traffic for the ads alone."),
)
