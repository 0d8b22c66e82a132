from i18n.message import msg
from metrics.definitions.measures import spent, total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cost_per_web_lead",
    label=msg("Cost per lead on the website"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Total cost divided by all leads on the website of the same selection."),
    source=msg("cost / leads on the website"),
    numerator=spent(),
    denominator=(total("web_key_events", "lead_events"),),
    polarity=Polarity.LOWER,
    caveat=msg("Over all channels this is a blended figure; choose paid use for the ads alone."),
)
