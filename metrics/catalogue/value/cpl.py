from i18n.message import msg
from metrics.definitions.measures import Count, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cpl",
    label=msg("Cost per lead (CPL)"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all leads of the same selection."),
    source=msg("cost / leads"),
    # Blended: the costs and the leads of the whole selection, paid or not.
    numerator=spent(),
    denominator=(Count("leads"),),
    polarity=Polarity.LOWER,
    caveat=msg("Includes all channels. Select paid traffic for the ads alone."),
)
