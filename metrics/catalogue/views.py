from datetime import date

from data.message import msg
from metrics.measures import total
from metrics.registry import Additivity, Break, Metric, Tier, Unit

METRIC = Metric(
    id="views",
    label=msg("Views", fr="Vues"),
    unit=Unit.COUNT,
    tier=Tier.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Times the posts and videos published in the period were viewed, up to the export.",
        fr="Nombre de vues des publications et vidéos de la période, jusqu’à l’export.",
    ),
    source=msg("Network exports by post", fr="Exports des réseaux par publication"),
    numerator=(total("posts", "views"),),
    breaks=(
        Break(
            date(2025, 3, 31),
            "youtube",
            msg(
                "YouTube counts a Shorts view as soon as the video starts.",
                fr="YouTube compte une vue de Short dès le début de la lecture.",
            ),
        ),
    ),
    partner="average_watch_time",
)
