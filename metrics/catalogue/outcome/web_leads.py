from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_leads",
    label=msg("Website leads"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Key events of Google Analytics that you have chosen as leads."),
    source=msg("GA4 Data API schema, metrics: keyEvents by eventName"),
    numerator=(total("web_key_events", "lead_events"),),
    caveat=msg("Most are also in the CRM. Do not add the two."),
)
