from data.base.channels import SOCIAL_CHANNELS
from data.base.message import msg
from metrics.definitions.measures import Count, IsOneOf
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="social_lead_share",
    label=msg("Social share of leads", fr="Part des leads issus des réseaux sociaux"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg(
        "Leads whose channel is a social one, divided by all leads.",
        fr="Leads issus d’un canal social, divisés par l’ensemble des leads.",
    ),
    source=msg(
        "Published as “social media conversion rate” (Hootsuite, 19 metrics, no. 15); it is a share, hence the name",
        fr="Publié sous le nom «\u00a0social media conversion rate\u00a0» (Hootsuite, 19 metrics, n°\u00a015)\u00a0; c’est une part, d’où le nom",
    ),
    numerator=(Count("leads", (IsOneOf("channel", SOCIAL_CHANNELS),)),),
    denominator=(Count("leads"),),
)
