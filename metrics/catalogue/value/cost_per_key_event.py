from i18n.message import msg
from metrics.definitions.measures import spent, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_key_event",
    label=msg("Cost per key event"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all key events of the same selection."),
    source=msg("cost / key events"),
    numerator=spent(),
    denominator=(total("web_sessions", "key_events"),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes all channels. Select paid traffic for the ads alone."),
)
