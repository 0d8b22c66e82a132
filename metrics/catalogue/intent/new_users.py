from data.base.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="new_users",
    label=msg("New users", fr="Nouveaux utilisateurs"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "People (devices) who visited the website for the first time.",
        fr="Personnes (appareils) ayant visité le site web pour la première fois.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: newUsers", fr="Schéma de l’API GA4 Data\u00a0: newUsers"
    ),
    numerator=(Distinct("web_sessions", ("new_users",)),),
)
