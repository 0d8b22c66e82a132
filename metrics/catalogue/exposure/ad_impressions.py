from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="ad_impressions",
    label=msg("Ad impressions", fr="Impressions publicitaires"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Times ads were shown.", fr="Nombre d’affichages des annonces."),
    source=msg("Platform exports: impressions", fr="Exports des régies\u00a0: impressions"),
    numerator=(total("ad_costs", "impressions"),),
    partner="ad_clicks",
)
