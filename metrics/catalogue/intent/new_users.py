from i18n.message import msg
from metrics.definitions.measures import Distinct
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="new_users",
    label=msg("New users"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.DISTINCT,
    doc=msg("Users (people or devices) who visited the website for the first time."),
    source=msg("GA4 Data API schema, metrics: newUsers"),
    numerator=(Distinct("web_sessions", ("new_users",)),),
)
