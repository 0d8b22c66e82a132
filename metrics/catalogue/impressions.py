from datetime import date

from data.message import msg
from metrics.measures import total
from metrics.registry import META_VIEWS, Additivity, Break, Metric, Tier, Unit

METRIC = Metric(
    id="impressions",
    label=msg("Impressions", fr="Impressions"),
    unit=Unit.COUNT,
    tier=Tier.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Times the posts published in the period were shown, up to the export.",
        fr="Nombre d’affichages des publications de la période, jusqu’à l’export.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "impressions"),),
    breaks=(
        Break(date(2024, 11, 1), "facebook", META_VIEWS),
        Break(date(2024, 11, 1), "instagram", META_VIEWS),
    ),
    partner="link_clicks",
)
