from i18n.message import msg
from metrics.definitions.measures import Count, IsKnown
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="customers",
    label=msg("Customers won"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Leads created in the period that were won."),
    source=msg("CRM export, won date"),
    numerator=(Count("leads", (IsKnown(("won_at",)),)),),
    caveat=msg("Provisional for recent periods, because deals take time to close."),
    is_delayed=True,
)
