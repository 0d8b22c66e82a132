from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ctr",
    label=msg("Click-through rate (CTR)"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Link clicks divided by impressions, over posts that report both."),
    source=msg("Hootsuite, 19 metrics, no. 11"),
    numerator=(total("posts", "link_clicks"),),
    denominator=(total("posts", "impressions"),),
    caveat=msg(
        "Link clicks only. The networks’ own “CTR (all)” also counts likes and profile visits."
    ),
)
