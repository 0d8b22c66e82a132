from data.base.message import msg
from metrics.engine.measures import Count, Known
from metrics.engine.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="customers",
    label=msg("Customers won", fr="Clients gagnés"),
    unit=Unit.COUNT,
    tier=Tier.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Leads created in the period that were won.", fr="Leads créés pendant la période et gagnés."
    ),
    source=msg("CRM export, won date", fr="Export CRM, date de signature"),
    numerator=(Count("leads", (Known(("won_at",)),)),),
    caveat=msg(
        "Recent periods still grow: deals take time to close.",
        fr="Les périodes récentes progressent encore\u00a0: les ventes prennent du temps.",
    ),
    matures=True,
)
