from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ad_impressions",
    label=msg("Ad impressions"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Times ads were displayed."),
    source=msg("Ad platform exports: impressions"),
    numerator=(total("ad_costs", "impressions"),),
    partner="ad_clicks",
)
