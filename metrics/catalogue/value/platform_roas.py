from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_roas",
    label=msg("Platform-reported ROAS"),
    unit=Unit.RATIO,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Conversion value that the ad platforms report, divided by ad spend."),
    source=msg("Ad platform exports: conversion value, amount spent"),
    numerator=(total("ad_costs", "conversion_value"),),
    denominator=(total("ad_costs", "spend"),),
    caveat=msg(
        "Several platforms may report the same sale, so this is too high if you use more than one."
    ),
)
