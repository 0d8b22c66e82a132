from data.message import msg
from metrics.measures import Count
from metrics.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="leads",
    label=msg("Leads", fr="Leads"),
    unit=Unit.COUNT,
    tier=Tier.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Contacts created in the period.", fr="Contacts créés pendant la période."),
    source="CRM export, one row per lead",
    numerator=(Count("leads"),),
)
