from data.base.message import msg
from metrics.definitions.registry import MANUAL, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="testimonials",
    label=msg("Customer testimonials", fr="Témoignages clients"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Reviews, quotes and case studies published by or about customers.",
        fr="Avis, citations et études de cas publiés par ou sur vos clients.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 17", fr="Hootsuite, 19 metrics, n°\u00a017"),
    needs=MANUAL,
)
