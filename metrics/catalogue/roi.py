from data.message import msg
from metrics.measures import Is, Known, total
from metrics.registry import Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="roi",
    label=msg("ROI on ad spend", fr="ROI publicitaire"),
    unit=Unit.PERCENT,
    tier=Tier.VALUE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Revenue of won leads from paid channels minus ad spend, divided by ad spend.",
        fr="Chiffre d’affaires des leads gagnés issus des canaux payants, moins les dépenses publicitaires, divisé par ces dépenses.",
    ),
    source=msg("(gain − cost) / cost", fr="(gain − coût) / coût"),
    numerator=(
        total("leads", "amount", Known(("won_at",)), Is("use", ("paid",))),
        total("ad_costs", "spend", sign=-1),
    ),
    denominator=(total("ad_costs", "spend"),),
    caveat=msg(
        "Computed on revenue, not on margin, and on ad spend alone: the return on margin is lower.",
        fr="Calculé sur le chiffre d’affaires, non sur la marge, et sur les seules dépenses publicitaires\u00a0: le retour sur marge est inférieur.",
    ),
    matures=True,
)
