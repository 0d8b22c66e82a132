from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="paid_social_visits",
    label=msg("Paid social sessions"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Sessions whose channel is Paid Social: clicks on ads in social networks."),
    source=msg("GA4 Data API schema, metrics: sessions by default channel group"),
    numerator=(total("web_sessions", "sessions", IsOneOf("channel", ("Paid Social",))),),
    caveat=msg(
        "A click is not a session. Platforms report more clicks than Google Analytics counts "
        "sessions."
    ),
)
