from data.base.message import msg
from metrics.definitions.measures import Distinct, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="engagement_rate_by_reach",
    label=msg("Engagement rate by reach", fr="Taux d’engagement sur portée"),
    unit=Unit.PERCENT,
    stage=Stage.REACTION,
    additivity=Additivity.RATIO,
    doc=msg(
        "Engagements divided by the people reached: one post at a time, because reach does not add up.",
        fr="Interactions divisées par les personnes touchées\u00a0: une publication à la fois, car la portée ne s’additionne pas.",
    ),
    source=msg("Engagement rate by reach (ERR)", fr="Taux d’engagement par couverture (ERR)"),
    numerator=(total("posts", "reactions comments shares saves"),),
    denominator=(Distinct("posts", ("reach",)),),
    partner="ctr",
)
