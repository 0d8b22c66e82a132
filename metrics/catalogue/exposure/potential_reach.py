from i18n.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="potential_reach",
    label=msg("Potential reach"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "People who could have seen a mention: mentions × followers of their authors × 2 to 5%."
    ),
    source=msg("Hootsuite, 19 metrics, no. 4"),
    needs=COMPETITORS,
    partner="referrals",
    caveat=msg("A model, not a count. Do not use it as a headline."),
)
