from i18n.message import msg
from metrics.definitions.measures import IsKnown, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="revenue",
    label=msg("Revenue"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Amounts of the leads created in the period that were won."),
    source=msg("CRM practice: closed-won amount by lead creation date"),
    numerator=(total("leads", "amount", IsKnown(("won_at",))),),
    caveat=msg(
        "Counted on the day the lead was created, so recent periods still grow as deals close."
    ),
    is_delayed=True,
)
