"""Search results: which rows of a search engine's reports stand for a whole site."""

from __future__ import annotations

import narwhals as nw

from data.facts.source import Frame

# Queries and pages are cut off and leave out rare ones, and a result list counts once for each of
# its pages; what a filter narrowed is a part by its nature.
_PARTS = r"(?:^|,)(?:query|page|appearance|filtered)(?:,|$)"


def whole_sites(frame: Frame) -> Frame:
    """The rows of web search that describe whole sites, as reports of a ``property``.

    Images, videos and news are searches of their own and are left out, except where a search engine
    has no figures without them. Rows that do not say their kind of search may repeat those
    that do, so they are treated as of no known property.
    """
    kind = nw.col("search_type")
    site = nw.when(~kind.is_null()).then(nw.col("site"))
    web = kind.is_null() | kind.is_in(("web", "all"))
    whole = ~nw.col("report").str.contains(_PARTS)
    return frame.filter(web, whole).with_columns(property=site)
