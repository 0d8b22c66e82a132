from i18n.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="potential_reach",
    label=msg("Potential reach"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "People who could have seen a mention: mentions times the followers of those who mentioned, times 2 to 5%."
    ),
    source=msg("Hootsuite, 19 metrics, no. 4"),
    needs=COMPETITORS,
    partner="referrals",
    caveat=msg("A model, not a measurement; it has no place in a headline."),
)
