from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="email_revenue",
    label=msg("Revenue reported by e-mail tools"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Orders that the e-mail tools attribute to their e-mails, by their own rules."),
    source=msg("E-mail tools’ exports of sendings: revenue"),
    numerator=(total("email_sends", "revenue", IsOneOf("medium", ("email",))),),
    caveat=msg("Other platforms report the same orders. Do not add this to revenue."),
)
