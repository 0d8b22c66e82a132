from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_conversions",
    label=msg(
        "Conversions claimed by platforms", fr="Conversions revendiquées par les plateformes"
    ),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Conversions that the advertising platforms attribute to themselves.",
        fr="Conversions que les plateformes publicitaires s’attribuent.",
    ),
    source=msg(
        "Platform exports: conversions, results",
        fr="Exports des régies\u00a0: conversions, résultats",
    ),
    numerator=(total("ad_costs", "conversions"),),
    caveat=msg(
        "Every platform claims the same conversion; never add this to leads.",
        fr="Chaque plateforme revendique la même conversion\u00a0; ne l’ajoutez jamais aux leads.",
    ),
)
