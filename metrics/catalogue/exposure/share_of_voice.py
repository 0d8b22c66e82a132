from data.base.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="share_of_voice",
    label=msg("Share of voice", fr="Part de voix"),
    unit=Unit.PERCENT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Own mentions divided by own and competitors’ mentions.",
        fr="Mentions de la marque divisées par celles de la marque et de ses concurrents.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 5", fr="Hootsuite, 19 metrics, n°\u00a05"),
    needs=COMPETITORS,
    partner="referrals",
)
