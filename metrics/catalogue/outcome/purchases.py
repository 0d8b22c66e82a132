from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="purchases",
    label=msg("Purchases"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Key events of Google Analytics that you have chosen as purchases."),
    source=msg("GA4 Data API schema, metrics: keyEvents by eventName"),
    numerator=(total("web_key_events", "purchases"),),
)
