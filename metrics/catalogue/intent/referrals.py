from data.base.channels import SOCIAL_CHANNELS
from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="referrals",
    label=msg("Referrals from social"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Web sessions whose channel is a social one, organic or paid."),
    source=msg("GA4 Data API schema, metrics: sessions by default channel group"),
    # GA4's two social channels: visits from YouTube are in those of video.
    numerator=(total("web_sessions", "sessions", IsOneOf("channel", SOCIAL_CHANNELS)),),
    caveat=msg("Visits from YouTube are in the video channels, as Google Analytics has them."),
)
