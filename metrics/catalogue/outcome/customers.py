from data.base.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="customers",
    label=msg("Customers won", fr="Clients gagnés"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Leads created in the period that were won.", fr="Leads créés pendant la période et gagnés."
    ),
    source=msg("CRM export, won date", fr="Export CRM, date de signature"),
    numerator=(Count("leads", (IsKnown(("won_at",)),)),),
    caveat=msg(
        "Recent periods still grow: deals take time to close.",
        fr="Les périodes récentes progressent encore\u00a0: les ventes prennent du temps.",
    ),
    is_delayed=True,
)
