from i18n.message import msg
from metrics.definitions.registry import MANUAL, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="testimonials",
    label=msg("Customer testimonials"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Reviews, quotes and case studies published by or about customers."),
    source=msg("Hootsuite, 19 metrics, no. 17"),
    needs=MANUAL,
)
