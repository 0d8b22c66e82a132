from data.base.message import msg
from metrics.definitions.measures import Count, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cpl",
    label=msg("Cost per lead", fr="Coût par lead"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Total cost divided by all leads of the same selection.",
        fr="Coût total divisé par tous les leads de la même sélection.",
    ),
    source=msg("cost / leads", fr="coût / leads"),
    numerator=spent(),
    denominator=(Count("leads"),),
    polarity=Polarity.LOWER,
    caveat=msg(
        "Over all channels this is a blended figure; choose paid use for the ads alone.",
        fr="Tous canaux confondus, c’est un coût global\u00a0; choisissez l’usage payant pour la seule publicité.",
    ),
)
