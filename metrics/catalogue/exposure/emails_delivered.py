from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="emails_delivered",
    label=msg("E-mails delivered"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("E-mails that the mail servers of the recipients accepted."),
    source=msg("E-mail tools’ exports of sendings: successful deliveries"),
    numerator=(total("email_sends", "delivered", IsOneOf("medium", ("email",))),),
    partner="email_click_rate",
    caveat=msg("An e-mail in the spam folder is delivered too."),
)
