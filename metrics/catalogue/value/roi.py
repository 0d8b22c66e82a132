from data.base.message import msg
from metrics.definitions.measures import IsKnown, spent, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="roi",
    label=msg("ROI on revenue", fr="ROI sur chiffre d’affaires"),
    unit=Unit.PERCENT,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Revenue of won leads minus total cost, divided by total cost.",
        fr="Chiffre d’affaires des leads gagnés moins le coût total, divisé par le coût total.",
    ),
    source=msg("(gain − cost) / cost", fr="(gain − coût) / coût"),
    numerator=(total("leads", "amount", IsKnown(("won_at",))), *spent(-1, full=True)),
    denominator=spent(full=True),
    caveat=msg(
        "Computed on revenue: the return on margin, under Costs, is lower. Needs more than ad spend.",
        fr="Calculé sur le chiffre d’affaires\u00a0: le retour sur marge, dans Coûts, est inférieur. Demande plus que les dépenses publicitaires.",
    ),
    is_delayed=True,
)
