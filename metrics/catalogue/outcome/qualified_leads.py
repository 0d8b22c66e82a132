from data.base.message import msg
from metrics.engine.measures import Count, Known
from metrics.engine.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="qualified_leads",
    label=msg("Qualified leads", fr="Leads qualifiés"),
    unit=Unit.COUNT,
    tier=Tier.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Leads created in the period that have been qualified since.",
        fr="Leads créés pendant la période et qualifiés depuis.",
    ),
    source=msg("CRM export, qualification date", fr="Export CRM, date de qualification"),
    numerator=(Count("leads", (Known(("qualified_at",)),)),),
    caveat=msg(
        "Recent periods still grow: qualification takes time.",
        fr="Les périodes récentes progressent encore\u00a0: la qualification prend du temps.",
    ),
    matures=True,
)
