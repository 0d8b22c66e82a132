from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_revenue",
    label=msg("Web revenue", fr="Chiffre d’affaires web"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Purchase revenue that Google Analytics recorded in the sessions of the period.",
        fr="Revenu des achats enregistré par Google Analytics dans les sessions de la période.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: purchaseRevenue, totalRevenue",
        fr="Schéma de l’API GA4 Data\u00a0: purchaseRevenue, totalRevenue",
    ),
    numerator=(total("web_sessions", "revenue"),),
)
