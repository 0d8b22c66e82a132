from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="conversion_value",
    label=msg("Conversion value"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Revenue of purchases and stated value of other conversions."),
    source=msg("Events exported from BigQuery, or a CSV of conversions"),
    numerator=(total("conversions", "value"),),
)
