from data.base.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="qualified_leads",
    label=msg("Qualified leads", fr="Leads qualifiés"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Leads created in the period that have been qualified since.",
        fr="Leads créés pendant la période et qualifiés depuis.",
    ),
    source=msg("CRM export, qualification date", fr="Export CRM, date de qualification"),
    numerator=(Count("leads", (IsKnown(("qualified_at",)),)),),
    caveat=msg(
        "Recent periods still grow: qualification takes time.",
        fr="Les périodes récentes progressent encore\u00a0: la qualification prend du temps.",
    ),
    is_delayed=True,
)
