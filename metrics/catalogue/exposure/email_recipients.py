from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="email_recipients",
    label=msg("E-mail recipients"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("People that e-mails were sent to, counted once for each sending."),
    source=msg("E-mail tools’ exports of sendings: recipients"),
    # Klaviyo and others list text messages and push messages as well.
    numerator=(total("email_sends", "recipients", IsOneOf("medium", ("email",))),),
    partner="email_click_rate",
    caveat=msg("Text messages and push notifications are not counted."),
)
