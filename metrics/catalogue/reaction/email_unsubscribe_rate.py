from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="email_unsubscribe_rate",
    label=msg("E-mail unsubscribe rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("People who unsubscribed from an e-mail, divided by e-mails delivered."),
    source=msg("E-mail tools’ exports of sendings: unsubscribes"),
    numerator=(total("email_sends", "unsubscribes", IsOneOf("medium", ("email",))),),
    denominator=(total("email_sends", "delivered", IsOneOf("medium", ("email",))),),
    polarity=Polarity.LOWER,
    partner="email_click_rate",
)
