from i18n.message import msg
from metrics.definitions.measures import spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost",
    label=msg("Total cost"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg("Ad spend plus labour, tools, content and agency fees."),
    source=msg("Full cost of marketing"),
    polarity=Polarity.LOWER,
    numerator=spent(),
    caveat=msg(
        "Only costs that were imported or entered count. The sources list what is missing. By "
        "channel, overhead is excluded."
    ),
)
