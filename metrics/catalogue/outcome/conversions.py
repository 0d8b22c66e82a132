from data.base.message import msg
from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="conversions",
    label=msg("Conversions", fr="Conversions"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Leads, sign-ups and purchases told one by one, each transaction once.",
        fr="Leads, inscriptions et achats recensés un par un, chaque transaction une seule fois.",
    ),
    source=msg(
        "Events exported from BigQuery, or a CSV of conversions",
        fr="Événements exportés de BigQuery, ou un CSV de conversions",
    ),
    numerator=(Count("conversions"),),
)
