from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_conversions",
    label=msg("Conversions claimed by platforms"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Conversions that the advertising platforms attribute to themselves."),
    source=msg("Platform exports: conversions, results"),
    numerator=(total("ad_costs", "conversions"),),
    caveat=msg("Every platform claims the same conversion; never add this to leads."),
)
