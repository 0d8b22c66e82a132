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
        "Image, video and news searches are excluded where the export allows it (not on Bing). "
        "Exports filtered by query, page, country or device are excluded too."
    ),
)
