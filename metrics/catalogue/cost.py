from data.message import msg
from metrics.registry import MANUAL, Additivity, Better, Metric, Tier, Unit

METRIC = Metric(
    id="cost",
    label=msg("Total cost", fr="Coût total"),
    unit=Unit.MONEY,
    tier=Tier.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Ad spend plus labour, tools, content and agency fees.",
        fr="Dépenses publicitaires, plus temps de travail, outils, contenus et honoraires d’agence.",
    ),
    source=msg("Full cost of marketing", fr="Coût complet du marketing"),
    better=Better.LOWER,
    needs=MANUAL,
)
