from data.base.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="content_cost",
    label=msg("Content", fr="Contenus"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Making texts, pictures and films, spread over the days it was told for.",
        fr="Création de textes, d’images et de vidéos, répartie sur les jours de sa période.",
    ),
    source=msg(
        "Costs entered by hand or imported as CSV", fr="Coûts saisis à la main ou importés en CSV"
    ),
    numerator=(total("costs", "amount", IsOneOf("kind", ("content",))),),
    polarity=Polarity.NONE,
)
