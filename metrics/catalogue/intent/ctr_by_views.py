from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ctr_by_views",
    label=msg("Click-through rate (CTR) by views"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Link clicks divided by views, over posts that report both."),
    source=msg(
        "Hootsuite, 19 metrics, no. 11, where a network reports views instead of impressions"
    ),
    numerator=(total("posts", "link_clicks"),),
    # A metric of its own next to ctr: views count repetitions, so the two are never mixed.
    denominator=(total("posts", "views"),),
    caveat=msg("Each network counts a view differently. Some include replays."),
)
