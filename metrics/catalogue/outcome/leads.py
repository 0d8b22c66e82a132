from i18n.message import msg
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="leads",
    label=msg("Leads"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Contacts created in the period."),
    source=msg("CRM export, one row per lead"),
    numerator=(Count("leads"),),
)
