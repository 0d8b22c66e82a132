from data.base.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="win_rate",
    label=msg("Win rate", fr="Taux de transformation"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Customers won divided by leads.", fr="Clients gagnés divisés par les leads."),
    source=msg("customers / leads", fr="clients / leads"),
    numerator=(Count("leads", (IsKnown(("won_at",)),)),),
    denominator=(Count("leads"),),
    is_delayed=True,
)
