from data.message import msg
from metrics.registry import MANUAL, Additivity, Metric, Tier, Unit

METRIC = Metric(
    id="testimonials",
    label=msg("Customer testimonials", fr="Témoignages clients"),
    unit=Unit.COUNT,
    tier=Tier.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Reviews, quotes and case studies published by or about customers.",
        fr="Avis, citations et études de cas publiés par ou sur vos clients.",
    ),
    source="Hootsuite, 19 metrics, no. 17",
    needs=MANUAL,
)
