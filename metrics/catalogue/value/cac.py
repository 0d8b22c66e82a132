from i18n.message import msg
from metrics.definitions.measures import Count, IsKnown, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cac",
    label=msg("Customer acquisition cost (CAC)"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by customers won."),
    source=msg("(marketing + sales cost) / new customers"),
    numerator=spent(),
    denominator=(Count("leads", (IsKnown(("won_at",)),)),),
    polarity=Polarity.LOWER,
    caveat=msg("Only costs that were imported or entered count. The sources list what is missing."),
    is_delayed=True,
)
