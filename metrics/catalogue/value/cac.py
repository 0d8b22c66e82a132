from data.base.message import msg
from metrics.definitions.measures import Count, IsKnown, spent
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="cac",
    label=msg("Customer acquisition cost", fr="Coût d’acquisition client"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Total cost divided by the leads that became customers.",
        fr="Coût total divisé par les leads devenus clients.",
    ),
    source=msg(
        "(marketing + sales cost) / new customers",
        fr="(coûts marketing + commerciaux) / nouveaux clients",
    ),
    numerator=spent(),
    denominator=(Count("leads", (IsKnown(("won_at",)),)),),
    polarity=Polarity.LOWER,
    caveat=msg(
        "Only costs that were imported or entered are counted; the basis lists what is missing.",
        fr="Seuls les coûts importés ou saisis sont comptés\u00a0; la base indique ce qui manque.",
    ),
    is_delayed=True,
)
