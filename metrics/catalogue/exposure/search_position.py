from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Polarity, Stage, Unit

METRIC = Metric(
    id="search_position",
    label=msg("Average search position"),
    unit=Unit.RATIO,
    stage=Stage.EXPOSURE,
    additivity=Additivity.RATIO,
    doc=msg(
        "Average position of the website’s best result, weighted by impressions. 1 is the top."
    ),
    source=msg("Google Search Console performance report: position"),
    # Weighted: in an average of averages a query seen once would count like any other.
    numerator=(total("search_days", "position_impressions"),),
    denominator=(total("search_days", "impressions"),),
    polarity=Polarity.LOWER,
    partner="search_clicks",
    caveat=msg(
        "It falls when the website also appears far down the list of further searches. Nothing "
        "is lost then."
    ),
)
