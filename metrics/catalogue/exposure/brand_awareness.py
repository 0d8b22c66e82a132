from i18n.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="brand_awareness",
    label=msg("Brand awareness"),
    unit=Unit.INDEX,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Attention the brand received: mentions, shares, links and impressions, shown as components."
    ),
    source=msg("Hootsuite, 19 metrics, no. 1"),
    needs=COMPETITORS,
    partner="referrals",
)
