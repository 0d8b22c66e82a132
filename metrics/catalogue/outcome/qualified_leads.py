from i18n.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="qualified_leads",
    label=msg("Qualified leads"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Leads created in the period that have been qualified since."),
    source=msg("CRM export, qualification date"),
    numerator=(Count("leads", (IsKnown(("qualified_at",)),)),),
    caveat=msg("Provisional for recent periods, because qualification takes time."),
    is_delayed=True,
)
