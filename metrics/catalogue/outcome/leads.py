from data.base.message import msg
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="leads",
    label=msg("Leads", fr="Leads"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Contacts created in the period.", fr="Contacts créés pendant la période."),
    source=msg("CRM export, one row per lead", fr="Export CRM, une ligne par lead"),
    numerator=(Count("leads"),),
)
