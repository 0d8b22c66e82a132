from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagements",
    label=msg("Engagements"),
    unit=Unit.COUNT,
    stage=Stage.REACTION,
    additivity=Additivity.FLOW,
    doc=msg("Reactions, comments, shares and saves of the posts published in the period."),
    source=msg("MRC/IAB Social Media Measurement Guidelines v1.0, engagement"),
    numerator=(total("posts", "reactions comments shares saves"),),
    partner="link_clicks",
    caveat=msg(
        "Each network reports its own kinds. Kinds that a network does not report are not counted."
    ),
)
