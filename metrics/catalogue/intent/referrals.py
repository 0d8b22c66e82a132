from data.base.channels import SOCIAL_CHANNELS
from data.base.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="referrals",
    label=msg("Referrals from social", fr="Visites issues des réseaux sociaux"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg(
        "Web sessions whose channel is a social one, organic or paid.",
        fr="Sessions web issues d’un canal social, organique ou payant.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: sessions by default channel group",
        fr="Schéma de l’API GA4 Data\u00a0: sessions par groupe de canaux par défaut",
    ),
    numerator=(total("web_sessions", "sessions", IsOneOf("channel", SOCIAL_CHANNELS)),),
    caveat=msg(
        "Visits from YouTube are in the video channels, as Google Analytics has them.",
        fr="Les visites issues de YouTube sont dans les canaux vidéo, comme dans Google Analytics.",
    ),
)
