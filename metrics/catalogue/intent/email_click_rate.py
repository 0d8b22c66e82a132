from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="email_click_rate",
    label=msg("E-mail click rate"),
    unit=Unit.PERCENT,
    stage=Stage.INTENT,
    additivity=Additivity.RATIO,
    doc=msg("People who clicked in an e-mail, divided by e-mails delivered."),
    source=msg("E-mail tools’ exports of sendings: unique clicks"),
    numerator=(total("email_sends", "clicks", IsOneOf("medium", ("email",))),),
    denominator=(total("email_sends", "delivered", IsOneOf("medium", ("email",))),),
    caveat=msg("Some tools divide by e-mails opened instead. Do not compare the two."),
)
