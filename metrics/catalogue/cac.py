from data.message import msg
from metrics.measures import Count, Known, total
from metrics.registry import Additivity, Better, Metric, Tier, Unit

METRIC = Metric(
    id="cac",
    label=msg("Customer acquisition cost", fr="Coût d’acquisition client"),
    unit=Unit.MONEY,
    tier=Tier.VALUE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Ad spend divided by the leads that became customers.",
        fr="Dépenses publicitaires divisées par les leads devenus clients.",
    ),
    source=msg(
        "(marketing + sales cost) / new customers",
        fr="(coûts marketing + commerciaux) / nouveaux clients",
    ),
    numerator=(total("ad_costs", "spend"),),
    denominator=(Count("leads", (Known(("won_at",)),)),),
    better=Better.LOWER,
    caveat=msg(
        "Only ad spend is counted: the full cost, with labour and tools, is higher.",
        fr="Seules les dépenses publicitaires sont comptées\u00a0: le coût complet, avec le travail et les outils, est plus élevé.",
    ),
    matures=True,
)
