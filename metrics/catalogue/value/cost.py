from data.base.message import msg
from metrics.definitions.measures import spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost",
    label=msg("Total cost", fr="Coût total"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Ad spend plus labour, tools, content and agency fees.",
        fr="Dépenses publicitaires, plus temps de travail, outils, contenus et honoraires d’agence.",
    ),
    source=msg("Full cost of marketing", fr="Coût complet du marketing"),
    polarity=Polarity.LOWER,
    numerator=spent(),
    caveat=msg(
        "Only what was imported or entered is counted; the basis lists what is missing. By channel, overhead is left out.",
        fr="Seul ce qui a été importé ou saisi est compté\u00a0; la base indique ce qui manque. Par canal, les coûts communs sont exclus.",
    ),
)
