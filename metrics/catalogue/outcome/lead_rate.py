from i18n.message import msg
from metrics.definitions.measures import Count, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="lead_rate",
    label=msg("Lead conversion rate"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("All leads of the CRM divided by the sessions of Google Analytics."),
    source=msg("leads / sessions"),
    numerator=(Count("leads"),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg(
        "Leads by phone or without UTM tags count, sessions without consent do not. “Website "
        "lead conversion rate” takes both from the same sessions."
    ),
)
