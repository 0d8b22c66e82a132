from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="referrals",
    label=msg("Organic social sessions"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg(
        "Sessions whose channel is Organic Social: clicks in social networks that were not "
        "paid for."
    ),
    source=msg("GA4 Data API schema, metrics: sessions by default channel group"),
    # Readers take referrals for clicks that no one bought: paid ones are a metric of their own.
    numerator=(total("web_sessions", "sessions", IsOneOf("channel", ("Organic Social",))),),
    caveat=msg(
        "Paid social sessions are another metric. Sessions from YouTube belong to the video "
        "channels, as in Google Analytics."
    ),
)
