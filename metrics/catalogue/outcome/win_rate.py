from data.base.message import msg
from metrics.engine.measures import Count, Known
from metrics.engine.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="win_rate",
    label=msg("Win rate", fr="Taux de transformation"),
    unit=Unit.PERCENT,
    tier=Tier.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Customers won divided by leads.", fr="Clients gagnés divisés par les leads."),
    source=msg("customers / leads", fr="clients / leads"),
    numerator=(Count("leads", (Known(("won_at",)),)),),
    denominator=(Count("leads"),),
    matures=True,
)
