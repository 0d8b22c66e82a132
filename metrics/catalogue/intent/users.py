from data.base.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="users",
    label=msg("Users", fr="Utilisateurs"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.DISTINCT,
    doc=msg(
        "Different people (devices) who visited the website.",
        fr="Personnes (appareils) différentes ayant visité le site web.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: totalUsers, activeUsers",
        fr="Schéma de l’API GA4 Data\u00a0: totalUsers, activeUsers",
    ),
    numerator=(Distinct("web_sessions", ("users",)),),
)
