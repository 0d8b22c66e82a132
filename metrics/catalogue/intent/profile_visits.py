from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="profile_visits",
    label=msg("Profile visits", fr="Visites du profil"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg(
        "Visits to the account’s page or profile.", fr="Visites de la page ou du profil du compte."
    ),
    source=msg("Network exports by day", fr="Exports des réseaux par jour"),
    numerator=(total("account_days", "profile_visits"),),
)
