from data.base.channels import SOCIAL_CHANNELS
from i18n.message import msg
from metrics.definitions.measures import Count, IsOneOf
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="social_lead_share",
    label=msg("Social share of leads"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg("Leads whose channel is a social one, divided by all leads."),
    source=msg(
        "Published as “social media conversion rate” (Hootsuite, 19 metrics, no. 15), although "
        "it is a share"
    ),
    numerator=(Count("leads", (IsOneOf("channel", SOCIAL_CHANNELS),)),),
    denominator=(Count("leads"),),
)
