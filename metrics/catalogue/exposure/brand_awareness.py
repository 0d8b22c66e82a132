from data.base.message import msg
from metrics.definitions.registry import COMPETITORS, Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="brand_awareness",
    label=msg("Brand awareness", fr="Notoriété de la marque"),
    unit=Unit.INDEX,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg(
        "Attention the brand received: mentions, shares, links and impressions, shown as components.",
        fr="Attention reçue par la marque\u00a0: mentions, partages, liens et impressions, présentés séparément.",
    ),
    source=msg("Hootsuite, 19 metrics, no. 1", fr="Hootsuite, 19 metrics, n°\u00a01"),
    needs=COMPETITORS,
    partner="referrals",
)
