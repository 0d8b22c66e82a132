from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_views",
    label=msg("Page views", fr="Pages vues"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Pages and screens viewed on the website.", fr="Pages et écrans vus sur le site web."),
    source=msg(
        "GA4 Data API schema, metrics: screenPageViews",
        fr="Schéma de l’API GA4 Data\u00a0: screenPageViews",
    ),
    numerator=(total("web_sessions", "views"),),
)
