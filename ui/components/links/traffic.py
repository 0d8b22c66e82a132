"""Traffic of saved links in a sentence, of their posts, and of tags that belong to no link."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import polars as pl
import streamlit as st
from pandas.io.formats.style import Styler

from data.facts.facts import Facts
from data.links.traffic import BROUGHT, LinkTraffic
from data.links.traffic import traffic as find_traffic
from data.values.tags import TRACED, Tags
from i18n import format as shown
from metrics.content.post_text import brief
from ui import cache, state
from ui.components import download, grid
from ui.components.grid import GridColumn
from ui.components.links import draft_state
from ui.components.sources import facts_table
from ui.components.tagging.sentences import sessions_and_leads
from ui.filters import network_label
from ui.text import _, _n, language

_SHOWN = 200
_TURN = "links_rest_turn"
_TEXT = 80  # characters of a post that are shown


def found() -> LinkTraffic:
    """The saved links with their traffic, over everything that was imported."""
    links = state.store().state.links.all()
    return cache.remember("link traffic", (), lambda facts: find_traffic(facts, links))


def summary() -> tuple[str, ...]:
    """What the saved links brought, as the heading of the page and a line below it."""
    known = found()
    count = known.links.height
    if not count:
        return (_("Create a link that counts in the right channel"),)
    if known.registered is None and not known.registered_leads:
        unknown = _n("{n} saved link, results unknown", "{n} saved links, results unknown", n=count)
        return unknown, _("No session has a campaign yet. Import a GA4 export with UTM tags.")
    if not known.registered and not known.registered_leads:
        heading = _n(
            "{n} saved link, no session with its UTM tags yet",
            "{n} saved links, no session with their UTM tags yet",
            n=count,
        )
        return (heading,)
    both = sessions_and_leads(known.registered or 0, known.registered_leads or 0)
    heading = _n("{n} saved link brought {what}", "{n} saved links brought {what}", n=count, what=both)  # fmt: skip
    return (heading, *_share(known))


def _share(known: LinkTraffic) -> tuple[str, ...]:
    if not known.sessions:
        return ()
    share = shown.percent((known.registered or 0) / known.sessions, language(), 0)
    return (_("{share} of all sessions with a campaign came by a saved link.", share=share),)


def match_label(match: str) -> str:
    """How certain the values of a link are."""
    return {
        "exact": _("exact"),
        "probable": _("probable: the files have no UTM content"),
        "shared": _("same UTM tags as another link"),
        "none": _("no session yet"),
    }[match]


def posts_table() -> None:
    """The posts of saved links, each with the traffic of all its links."""
    known = found()
    posts = known.posts
    if posts.is_empty():
        st.caption(_("No saved link has a post yet. Open a link to add its post."))
        return
    table = cache.remember("link posts", (), lambda facts: _with_posts(facts, posts))
    rows = table.to_dicts()
    link = st.column_config.LinkColumn(display_text=_("open"))
    columns = [
        GridColumn("network", _("Network"), _("The network on which it was published.")),
        GridColumn("published_on", _("Published"), _("The day on which it was published.")),
        GridColumn("text", _("Post"), _("How the text begins.")),
        GridColumn("permalink", _("Link"), _("Opens the post in a new tab."), config=link),
        *_figures(table, known.currency),
        _match(),
    ]
    _draw(
        table, columns, "link_posts", _("What the links of each post brought"),
        network=[network_label(row["network"]) for row in rows],
        published_on=[shown.plain(row["published_on"], language()) for row in rows],
        text=[_text(row) for row in rows],
        match=[match_label(row["match"]) for row in rows],
    )  # fmt: skip


def _with_posts(facts: Facts, posts: pl.DataFrame) -> pl.DataFrame:
    known = facts.frame("posts").select("network", "post_id", "published_on", "text", "permalink")
    # A file may have anything as a link, “javascript:” too, and this column can be clicked.
    web = pl.col("permalink").str.contains("^https?://")
    joined = posts.lazy().join(known, on=["network", "post_id"], how="left", maintain_order="left")
    return joined.with_columns(pl.when(web).then("permalink").alias("permalink")).collect()


def _text(row: dict[str, Any]) -> str:
    return brief(row["text"], _TEXT) or str(row["post_id"])


def not_saved() -> None:
    """Campaign tags that belong to no saved link; a click on a row opens them in the builder."""
    rows = found().unregistered
    if not found().sessions and rows.is_empty():
        st.caption(_("No session has a campaign yet. Import a GA4 export with UTM tags."))
        return
    if rows.is_empty():
        st.caption(_("Every session with a campaign belongs to a saved link."))
        return
    st.caption(_("A click on a row creates a link with these UTM tags."))
    shown_rows = rows.head(_SHOWN)
    columns = [*_tags(), *_figures(shown_rows, found().currency)]
    st.session_state.setdefault(_TURN, 0)
    values: dict[str, Sequence[Any]] = {one.id: shown_rows[one.id].to_list() for one in columns}
    grid.draw_clickable(
        _readable(values), columns, lambda place: _begin(shown_rows, place),
        key=f"link_rest_{st.session_state[_TURN]}",
        alt=_("UTM tags that belong to no saved link"), height="auto",
    )  # fmt: skip
    download.button(rows, "links-unregistered", key="link_rest_csv")


def _begin(rows: pl.DataFrame, place: int) -> None:
    """Opens the builder with tags that are in use."""
    st.session_state[_TURN] += 1  # a new key empties the selection
    draft_state.begin(Tags(*(value or "" for value in rows.select(TRACED).row(place))))


def _tags() -> list[GridColumn]:
    columns = map(facts_table.canonical_column, TRACED)
    return [replace(column, label=column.label.capitalize()) for column in columns]


def _match() -> GridColumn:
    meaning = _("Exact where all UTM tags agree and no other link has the same.")
    return GridColumn("match", _("Match"), meaning)


def _figures(rows: pl.DataFrame, currency: str | None) -> list[GridColumn]:
    """The columns of visits, leads and revenue that have data."""
    meanings = {
        "sessions": _("Sessions whose UTM tags are those of the link."),
        "leads": _("Leads whose UTM tags are those of the link."),
        "revenue": _("Amounts of these leads that were won."),
    }
    known = [name for name in BROUGHT if rows[name].count()]
    return [
        GridColumn(name, heading(name, currency), meanings[name], is_number=True) for name in known
    ]


def heading(measure: str, currency: str | None) -> str:
    """The name of a measure as a column, with the currency of amounts."""
    name = facts_table.label(measure).capitalize()
    return f"{name} ({currency})" if measure == "revenue" and currency else name


def _draw(
    rows: pl.DataFrame, columns: Sequence[GridColumn], key: str, alt: str, **written: Sequence[str]
) -> None:
    """Draws ``columns`` of ``rows``; ``written`` has formatted values in place of some columns."""
    values = {one.id: written.get(one.id, rows[one.id].to_list()) for one in columns}
    grid.draw(_readable(values), columns, key=key, alt=alt)


def _readable(values: dict[str, Sequence[Any]]) -> Styler:
    """Figures in the session's language that sort as numbers."""
    figures: list[Hashable] = [name for name in values if name in BROUGHT]
    return pd.DataFrame(values).style.format(_number, subset=figures)


def _number(value: object) -> str:
    known = value if isinstance(value, int | float) and not pd.isna(value) else None
    return shown.number(known, language(), 0)
