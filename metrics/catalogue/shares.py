from data.message import msg
from metrics.measures import total
from metrics.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="shares",
    label=msg("Shares", fr="Partages"),
    unit=Unit.COUNT,
    tier=Tier.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "Shares of the posts published in the period.",
        fr="Partages des publications de la période.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "shares"),),
    partner="referrals",
)
