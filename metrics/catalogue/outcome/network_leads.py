from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="network_leads",
    label=msg("Leads reported by networks", fr="Leads déclarés par les réseaux"),
    unit=Unit.COUNT,
    stage=Stage.OUTCOME,
    additivity=Additivity.FLOW,
    doc=msg(
        "Leads that the networks count in their own forms.",
        fr="Leads comptés par les réseaux dans leurs propres formulaires.",
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "leads"),),
    caveat=msg(
        "Many are also in the CRM; never add the two.",
        fr="Beaucoup figurent aussi dans le CRM\u00a0; n’additionnez jamais les deux.",
    ),
)
