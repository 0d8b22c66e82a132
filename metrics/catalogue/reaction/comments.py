from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="comments",
    label=msg("Comments", fr="Commentaires"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "Comments on the posts published in the period.",
        fr="Commentaires sur les publications de la période.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "comments"),),
    partner="link_clicks",
)
