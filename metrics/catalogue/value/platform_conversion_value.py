from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_conversion_value",
    label=msg(
        "Conversion value claimed by platforms",
        fr="Valeur des conversions revendiquée par les plateformes",
    ),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "What the advertising platforms say their conversions are worth.",
        fr="Ce que valent les conversions selon les plateformes publicitaires.",
    ),
    source=msg(
        "Platform exports: conversion value", fr="Exports des régies\u00a0: valeur de conversion"
    ),
    numerator=(total("ad_costs", "conversion_value"),),
    caveat=msg(
        "Every platform claims the same sale; never add this to revenue.",
        fr="Chaque plateforme revendique la même vente\u00a0; ne l’ajoutez jamais au chiffre d’affaires.",
    ),
)
