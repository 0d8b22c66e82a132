from i18n.message import msg
from metrics.definitions.event_names import SIGN_UPS
from metrics.definitions.measures import Count, IsOneOf
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="sign_ups",
    label=msg("Sign-ups"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Registrations and subscriptions of the period, such as to a newsletter."),
    source=msg("Events exported from BigQuery, or a CSV of conversions"),
    numerator=(Count("conversions", (IsOneOf("event_name", SIGN_UPS),)),),
)
