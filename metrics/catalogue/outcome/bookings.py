from i18n.message import msg
from metrics.definitions.event_names import BOOKINGS
from metrics.definitions.measures import Count, IsOneOf
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="bookings",
    label=msg("Bookings"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg("Appointments, demonstrations and stays booked in the period."),
    source=msg("Events exported from BigQuery, or a CSV of conversions"),
    numerator=(Count("conversions", (IsOneOf("event_name", BOOKINGS),)),),
)
