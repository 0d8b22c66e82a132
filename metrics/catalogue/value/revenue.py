from i18n.message import msg
from metrics.definitions.measures import IsKnown, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="revenue",
    label=msg("Revenue (CRM)"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Amounts of won deals, by lead creation date."),
    source=msg("CRM practice: closed-won amount by lead creation date"),
    numerator=(total("leads", "amount", IsKnown(("won_at",))),),
    caveat=msg("Provisional for recent periods, because their deals still close."),
    is_delayed=True,
)
