from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="conversion_value",
    label=msg("Conversion value", fr="Valeur des conversions"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "What conversions are worth: the revenue of purchases, the stated value of others.",
        fr="Ce que valent les conversions\u00a0: le revenu des achats, la valeur déclarée des autres.",
    ),
    source=msg(
        "Events exported from BigQuery, or a CSV of conversions",
        fr="Événements exportés de BigQuery, ou un CSV de conversions",
    ),
    numerator=(total("conversions", "value"),),
)
