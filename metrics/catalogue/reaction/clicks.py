from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="clicks",
    label=msg("Clicks of any kind", fr="Clics de toute nature"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg(
        "All clicks on the posts published in the period, on links or elsewhere.",
        fr="Tous les clics sur les publications de la période, sur un lien ou ailleurs.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "clicks"),),
    partner="link_clicks",
)
