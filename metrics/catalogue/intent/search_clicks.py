from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="search_clicks",
    label=msg("Search clicks"),
    unit=Unit.COUNT,
    stage=Stage.INTENT,
    additivity=Additivity.FLOW,
    doc=msg("Clicks on the website’s results of a web search."),
    source=msg("Google Search Console and Bing Webmaster Tools: clicks"),
    numerator=(total("search_days", "clicks"),),
    caveat=msg(
        "A click is not a session. Google Analytics counts visits with consent, in its own "
        "time zone."
    ),
)
