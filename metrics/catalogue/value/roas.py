from i18n.message import msg
from metrics.definitions.measures import IsKnown, IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="roas",
    label=msg("ROAS"),
    unit=Unit.RATIO,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("Revenue of won leads from paid channels, divided by ad spend."),
    source=msg("MRC/IAB Social Media Measurement Guidelines v1.0, cost metrics"),
    # A claim about ads: revenue of unpaid channels would flatter them.
    numerator=(total("leads", "amount", IsKnown(("won_at",)), IsOneOf("use", ("paid",))),),
    denominator=(total("ad_costs", "spend"),),
    caveat=msg("A period’s ROAS is too low for channels whose deals close slowly."),
    is_delayed=True,
)
