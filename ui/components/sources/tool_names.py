"""Names of tools and of what their tables are good for, in the session's language."""

from __future__ import annotations

from itertools import takewhile

from data.base.networks import network_name, networks
from data.sources.registry import SOURCES
from i18n.catalogue import DEFAULT
from ui import state
from ui.text import _, _c, show


def tool_name(tool: str) -> str:
    """The name of a tool: of its network, of its own mapping, else what its exports' names share."""
    if not tool:
        return _("Unknown export")
    if any(network.id == tool for network in networks()):
        return network_name(tool)
    mapped = state.store().state.mappings.get(tool)
    if mapped is not None:
        return mapped.name
    labels = [source.label for source in SOURCES.values() if source.id.split(".")[0] == tool]
    if len(labels) == 1:
        return show(labels[0])
    # Brands are the same in every language; their place in a name is not.
    places = zip(*(label.render(DEFAULT).split() for label in labels), strict=False)
    words = [found[0] for found in takewhile(lambda found: len(set(found)) == 1, places)]
    return " ".join(words) or network_name(tool)


def content_label(table: str) -> str:
    """What the rows of a table are good for."""
    return {
        "posts": _("Posts"),
        "post_days": _("Posts by day"),
        "account_days": _("Account values by day"),
        "web_sessions": _("Sessions"),
        "web_key_events": _("Key events"),
        "touches": _("Visits"),
        "conversions": _("Conversions"),
        "ad_costs": _("Ad spend"),
        "costs": _("Costs"),
        "rates": _("Exchange rates"),
        "leads": _("Leads"),
        "audience": _("Audience"),
        "breakdown": _c("table", "Breakdowns"),
        "breakdown_days": _("Breakdowns by day"),
        "mentions": _("Mentions"),
        "search_days": _("Search results"),
        "email_sends": _("E-mails sent"),
    }.get(table, table)
