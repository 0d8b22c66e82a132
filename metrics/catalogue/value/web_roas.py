from i18n.message import msg
from metrics.definitions.measures import IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_roas",
    label=msg("ROAS (GA4)"),
    unit=Unit.RATIO,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg("GA4 revenue of paid channels divided by ad spend."),
    source=msg("MRC/IAB Social Media Measurement Guidelines v1.0, cost metrics"),
    # A claim about ads: revenue of unpaid channels would flatter them.
    numerator=(total("web_sessions", "revenue", IsOneOf("use", ("paid",))),),
    denominator=(total("ad_costs", "spend"),),
    caveat=msg(
        "By the last paid visit, as Google Analytics records it. Earlier visits get no credit."
    ),
)
