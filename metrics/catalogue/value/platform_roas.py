from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_roas",
    label=msg("ROAS claimed by platforms"),
    unit=Unit.RATIO,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Conversion value that the advertising platforms claim, divided by ad spend."),
    source=msg("Platform exports: conversion value, amount spent"),
    numerator=(total("ad_costs", "conversion_value"),),
    denominator=(total("ad_costs", "spend"),),
    caveat=msg(
        "Every platform claims the same sale, so this is too high wherever several advertise."
    ),
)
