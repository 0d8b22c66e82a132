from i18n.message import msg
from metrics.definitions.registry import SURVEY, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="nps",
    label=msg("Net Promoter Score"),
    unit=Unit.INDEX,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Share of promoters (9–10) minus share of detractors (0–6), from −100 to +100."),
    source=msg("Hootsuite, 19 metrics, no. 19"),
    needs=SURVEY,
)
