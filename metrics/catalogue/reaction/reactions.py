from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="reactions",
    label=msg("Reactions", fr="Réactions"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "Likes and other reactions to the posts published in the period.",
        fr="Mentions J’aime et autres réactions aux publications de la période.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "reactions"),),
    partner="link_clicks",
)
