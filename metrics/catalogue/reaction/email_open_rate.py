from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="email_open_rate",
    label=msg("E-mail open rate"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg("People who opened an e-mail, divided by e-mails delivered."),
    source=msg("E-mail tools’ exports of sendings: unique opens"),
    numerator=(total("email_sends", "opens", IsOneOf("medium", ("email",))),),
    denominator=(total("email_sends", "delivered", IsOneOf("medium", ("email",))),),
    partner="email_click_rate",
    caveat=msg(
        "Some mail programs load the pictures of every e-mail, which counts as an opening "
        "although no one read it."
    ),
)
