from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ad_clicks",
    label=msg("Ad clicks", fr="Clics publicitaires"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg(
        "Clicks on ads, as charged by the platform.",
        fr="Clics sur les annonces, tels que la plateforme les compte.",
    ),
    source=msg("Platform exports: clicks", fr="Exports des régies\u00a0: clics"),
    numerator=(total("ad_costs", "clicks"),),
)
