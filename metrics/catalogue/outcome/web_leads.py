from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="web_leads",
    label=msg("Leads on the website", fr="Leads sur le site web"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Key events of Google Analytics that you have chosen as leads.",
        fr="Événements clés de Google Analytics que vous avez choisis comme leads.",
    ),
    source=msg(
        "GA4 Data API schema, metrics: keyEvents by eventName",
        fr="Schéma de l’API GA4 Data\u00a0: keyEvents par eventName",
    ),
    numerator=(total("web_key_events", "lead_events"),),
    caveat=msg(
        "Most are also in the CRM; never add the two.",
        fr="La plupart figurent aussi dans le CRM\u00a0; n’additionnez jamais les deux.",
    ),
)
