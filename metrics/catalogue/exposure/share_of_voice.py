from i18n.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="share_of_voice",
    label=msg("Share of voice"),
    unit=Unit.PERCENT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.RATIO,
    doc=msg("Mentions of your brand divided by those of your brand and its competitors."),
    source=msg("Hootsuite, 19 metrics, no. 5"),
    needs=COMPETITORS,
    partner="referrals",
)
