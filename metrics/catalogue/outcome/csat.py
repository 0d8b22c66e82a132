from i18n.message import msg
from metrics.definitions.registry import SURVEY, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="csat",
    label=msg("Customer satisfaction"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Satisfied answers (the two best of five) divided by all answers."),
    source=msg("Hootsuite, 19 metrics, no. 18; top-two-box convention"),
    needs=SURVEY,
)
