from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ctr",
    label=msg("Click-through rate", fr="Taux de clics"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg(
        "Link clicks divided by impressions, over posts that report both.",
        fr="Clics sur les liens divisés par les impressions, pour les publications qui indiquent les deux.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 11", fr="Hootsuite, 19 metrics, n°\u00a011"),
    numerator=(total("posts", "link_clicks"),),
    denominator=(total("posts", "impressions"),),
    caveat=msg(
        "Link clicks only; networks’ own “CTR (all)” also counts likes and profile visits.",
        fr="Clics sur les liens uniquement\u00a0; le «\u00a0CTR (tous)\u00a0» des réseaux compte aussi les mentions J’aime et les visites de profil.",
    ),
)
