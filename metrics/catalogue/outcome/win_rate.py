from i18n.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="win_rate",
    label=msg("Win rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Customers won divided by leads."),
    source=msg("customers / leads"),
    numerator=(Count("leads", (IsKnown(("won_at",)),)),),
    denominator=(Count("leads"),),
    # By the day a lead was created: the rate grows until its leads are decided.
    is_delayed=True,
)
