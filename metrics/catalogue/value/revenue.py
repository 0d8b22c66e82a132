from data.base.message import msg
from metrics.definitions.measures import IsKnown, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="revenue",
    label=msg("Revenue", fr="Chiffre d’affaires"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Amounts of the leads created in the period that were won.",
        fr="Montants des leads créés pendant la période et gagnés.",
    ),
    source=msg(
        "CRM practice: closed-won amount by lead creation date",
        fr="Usage CRM\u00a0: montant signé, à la date de création du lead",
    ),
    numerator=(total("leads", "amount", IsKnown(("won_at",))),),
    caveat=msg(
        "Counted on the day the lead was created, so recent periods still grow as deals close.",
        fr="Compté à la date de création du lead\u00a0: les périodes récentes progressent encore à mesure que les affaires se concluent.",
    ),
    is_delayed=True,
)
