from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ad_clicks",
    label=msg("Ad clicks"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Clicks on ads, as charged by the platform."),
    source=msg("Ad platform exports: clicks"),
    numerator=(total("ad_costs", "clicks"),),
)
