from data.base.message import msg
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="link_conversion_rate",
    label=msg("Conversion rate of post links", fr="Taux de conversion des liens de publications"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg(
        "Conversions divided by clicks on the post’s link.",
        fr="Conversions divisées par les clics sur le lien de la publication.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 10", fr="Hootsuite, 19 metrics, n°\u00a010"),
    needs=msg(
        "Needs leads joined to the posts they came from.",
        fr="Nécessite le rattachement des leads aux publications dont ils proviennent.",
    ),
)
