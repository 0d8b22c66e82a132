from data.base.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="ad_spend",
    label=msg("Ad spend", fr="Dépenses publicitaires"),
    unit=Unit.MONEY,
    stage=Stage.VALUE,
    additivity=Additivity.FLOW,
    doc=msg(
        "What the advertising platforms charged.",
        fr="Ce que les plateformes publicitaires ont facturé.",
    ),
    source=msg(
        "Platform exports: cost, amount spent", fr="Exports des régies\u00a0: coût, montant dépensé"
    ),
    numerator=(total("ad_costs", "spend"),),
    polarity=Polarity.NONE,
)
