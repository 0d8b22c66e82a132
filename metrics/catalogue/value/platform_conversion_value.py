from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_conversion_value",
    label=msg("Platform-reported conversion value"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("What the ad platforms say their conversions are worth."),
    source=msg("Ad platform exports: conversion value"),
    numerator=(total("ad_costs", "conversion_value"),),
    caveat=msg("Several platforms may report the same sale. Do not add this to revenue."),
)
