from i18n.message import msg
from metrics.definitions.measures import IsKnown, spent, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="roi",
    label=msg("ROI on revenue"),
    unit=Unit.PERCENT,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Revenue of won leads minus total cost, divided by total cost."),
    source=msg("(gain − cost) / cost"),
    numerator=(total("leads", "amount", IsKnown(("won_at",))), *spent(-1, full=True)),
    # Full costs: with ad spend alone, work, tools and agencies would look free.
    denominator=spent(full=True),
    caveat=msg(
        "Based on revenue. ROI on margin, on the page Costs and ROI, is lower. Needs more than "
        "ad spend."
    ),
    is_delayed=True,
)
