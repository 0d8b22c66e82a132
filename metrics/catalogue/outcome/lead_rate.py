from i18n.message import msg
from metrics.definitions.measures import Count, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="lead_rate",
    label=msg("Lead rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("All leads of the CRM divided by the sessions of Google Analytics."),
    source=msg("leads / sessions"),
    numerator=(Count("leads"),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg(
        "Two sources: leads by phone or without UTM tags are counted, visits without consent are not. “Lead rate on the website” has both from the same visits."
    ),
)
