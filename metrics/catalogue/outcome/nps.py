from data.base.message import msg
from metrics.definitions.registry import SURVEY, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="nps",
    label=msg("Net Promoter Score", fr="Net Promoter Score"),
    unit=Unit.INDEX,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg(
        "Share of promoters (9–10) minus share of detractors (0–6), from −100 to +100.",
        fr="Part des promoteurs (9–10) moins part des détracteurs (0–6), de −100 à +100.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 19", fr="Hootsuite, 19 metrics, n°\u00a019"),
    needs=SURVEY,
)
