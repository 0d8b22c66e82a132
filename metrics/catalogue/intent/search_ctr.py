from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="search_ctr",
    label=msg("Search click-through rate (CTR)"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Search clicks divided by search impressions."),
    source=msg("Google Search Console and Bing Webmaster Tools: CTR"),
    numerator=(total("search_days", "clicks"),),
    denominator=(total("search_days", "impressions"),),
)
