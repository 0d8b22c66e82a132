from data.base.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="potential_reach",
    label=msg("Potential reach", fr="Portée potentielle"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "People who could have seen a mention: mentions times the followers of those who mentioned, times 2 to 5%.",
        fr="Personnes ayant pu voir une mention\u00a0: mentions multipliées par les abonnés de leurs auteurs, multipliées par 2 à 5\u00a0%.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 4", fr="Hootsuite, 19 metrics, n°\u00a04"),
    needs=COMPETITORS,
    partner="referrals",
    caveat=msg(
        "A model, not a measurement; it has no place in a headline.",
        fr="Une modélisation, non une mesure\u00a0; elle n’a pas sa place en titre.",
    ),
)
