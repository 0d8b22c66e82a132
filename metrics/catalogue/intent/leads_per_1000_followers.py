from data.base.channels import SOCIAL_CHANNELS
from i18n.message import msg
from metrics.definitions.measures import Count, IsOneOf, Last
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="leads_per_1000_followers",
    label=msg("Leads per 1,000 followers"),
    unit=Unit.INDEX,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("Leads from social channels per 1,000 followers at the end of the period."),
    source=msg("Relates an audience to its business result"),
    numerator=(Count("leads", (IsOneOf("channel", SOCIAL_CHANNELS),)),),
    denominator=(Last("account_days", ("followers",)),),
    scale=1000,
)
