from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_conversion_rate",
    label=msg("Web conversion rate", fr="Taux de conversion web"),
    unit=Unit.PERCENT,
    stage=Stage.OUTCOME,
    additivity=Additivity.RATIO,
    doc=msg(
        "Sessions with at least one key event, divided by sessions.",
        fr="Sessions comptant au moins un événement clé, divisées par les sessions.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: sessionKeyEventRate",
        fr="Schéma de l’API GA4 Data\u00a0: sessionKeyEventRate",
    ),
    numerator=(total("web_sessions", "key_event_sessions"),),
    denominator=(total("web_sessions", "sessions"),),
    caveat=msg(
        "Only for reports that carry the session key event rate; otherwise see key events per session.",
        fr="Uniquement pour les rapports contenant le taux d’événements clés par session\u00a0; sinon, voir les événements clés par session.",
    ),
)
