from i18n.message import msg
from metrics.definitions.measures import spent, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_web_lead",
    label=msg("Cost per website lead"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all website leads of the same selection."),
    source=msg("cost / website leads"),
    numerator=spent(),
    denominator=(total("web_key_events", "lead_events"),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes all channels. Select paid traffic for the ads alone."),
)
