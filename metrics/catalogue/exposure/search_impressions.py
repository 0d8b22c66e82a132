from i18n.message import msg
from metrics.definitions.measures import total
from metrics.definitions.registry import Additivity, Metric, Stage, Unit

METRIC = Metric(
    id="search_impressions",
    label=msg("Search impressions"),
    unit=Unit.COUNT,
    stage=Stage.EXPOSURE,
    additivity=Additivity.FLOW,
    doc=msg("Times a page of the website was among the results of a web search."),
    source=msg("Google Search Console and Bing Webmaster Tools: impressions"),
    numerator=(total("search_days", "impressions"),),
    partner="search_clicks",
    caveat=msg(
        "Searches for images, videos and news are not counted where they can be left out (Bing’s cannot), nor are exports with a filter of query, page, country or device."
    ),
)
