from i18n.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="users",
    label=msg("Users"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.DISTINCT,
    doc=msg("Users (people or devices) who visited the website."),
    source=msg("GA4 Data API schema, metrics: totalUsers, activeUsers"),
    numerator=(Distinct("web_sessions", ("users",)),),
)
