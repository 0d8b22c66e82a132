from data.base.message import msg
from metrics.definitions.measures import IsKnown, IsOneOf, total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="roas",
    label=msg("ROAS", fr="ROAS"),
    unit=Unit.RATIO,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Return on ad spend: revenue of won leads that came from paid channels, divided by ad spend.",
        fr="Retour sur les dépenses publicitaires\u00a0: chiffre d’affaires des leads gagnés issus des canaux payants, divisé par les dépenses publicitaires.",
    ),
    source=msg(
        "MRC/IAB Social Media Measurement Guidelines v1.0, cost metrics",
        fr="MRC/IAB Social Media Measurement Guidelines v1.0, coûts",
    ),
    numerator=(total("leads", "amount", IsKnown(("won_at",)), IsOneOf("use", ("paid",))),),
    denominator=(total("ad_costs", "spend"),),
    caveat=msg(
        "A period’s ROAS undersells channels whose deals close slowly.",
        fr="Le ROAS d’une période sous-estime les canaux dont les ventes se concluent lentement.",
    ),
    is_delayed=True,
)
