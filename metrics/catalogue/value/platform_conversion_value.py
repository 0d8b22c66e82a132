from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="platform_conversion_value",
    label=msg("Conversion value claimed by platforms"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("What the advertising platforms say their conversions are worth."),
    source=msg("Platform exports: conversion value"),
    numerator=(total("ad_costs", "conversion_value"),),
    caveat=msg("Every platform claims the same sale; never add this to revenue."),
)
