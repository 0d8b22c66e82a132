from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="network_leads",
    label=msg("Network-reported leads"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Leads that the networks count in their own forms."),
    source=msg("Network exports by day"),
    numerator=(total("account_days", "leads"),),
    caveat=msg("Many are also in the CRM. Do not add the two."),
)
