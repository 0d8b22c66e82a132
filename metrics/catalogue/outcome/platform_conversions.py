from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_conversions",
    label=msg("Platform-reported conversions"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Conversions that the ad platforms attribute to themselves."),
    source=msg("Ad platform exports: conversions, results"),
    numerator=(total("ad_costs", "conversions"),),
    caveat=msg("Several platforms may report the same conversion. Do not add this to leads."),
)
