from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="referrals",
    label=msg("Referrals from social"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Web sessions whose channel is organic social: nobody paid for these clicks."),
    source=msg("GA4 Data API schema, metrics: sessions by default channel group"),
    # Readers take referrals for clicks that nobody bought: paid ones are a metric of their own.
    numerator=(total("web_sessions", "sessions", IsOneOf("channel", ("Organic Social",))),),
    caveat=msg(
        "Visits from paid social are counted apart. Visits from YouTube are in the video channels, as Google Analytics has them."
    ),
)
