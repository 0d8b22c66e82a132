from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_views",
    label=msg("Page views"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Pages and screens viewed on the website."),
    source=msg("GA4 Data API schema, metrics: screenPageViews"),
    numerator=(total("web_sessions", "views"),),
)
