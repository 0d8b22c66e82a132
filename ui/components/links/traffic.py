"""Traffic of saved links and their posts, and visits of links that were not saved."""

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
from ui import cache, state
from ui.components import download, grid
from ui.components.content.post_text import brief
from ui.components.grid import GridColumn
from ui.components.links import draft_state
from ui.components.sources import facts_table
from ui.filters import network_label
from ui.text import _, _n, language, named

_SHOWN = 200
_TEXT = 80  # characters of a post that are shown


def traffic() -> None:
    """The share of matched links and visits, and the three tables."""
    links = state.store().state.links.all()
    found = cache.remember("link traffic", (), lambda facts: find_traffic(facts, links))
    if found.sessions is None and found.links.is_empty():
        st.info(
            _("Nothing to match yet: keep links here, and import web analytics that tell the campaigns."),
            icon=":material/conversion_path:",
        )  # fmt: skip
        return
    _rates(found)
    _links(found)
    _posts(found)
    _unregistered(found)


def _rates(found: LinkTraffic) -> None:
    now = language()
    count = found.links.height
    if count:
        share = shown.percent(found.seen / count, now, 0)
        st.markdown(
            _n("**{seen} link out of {n}** ({share}) brought visits or leads.", "**{seen} links out of {n}** ({share}) brought visits or leads.", seen=found.seen, n=count, share=share)
        )  # fmt: skip
    if found.sessions:
        registered = found.registered or 0
        st.markdown(
            _n("**{registered} visit out of {sessions} with a campaign** ({share}) came by a saved link.", "**{registered} visits out of {sessions} with a campaign** ({share}) came by a saved link.", registered=registered, sessions=found.sessions, share=shown.percent(registered / found.sessions, now, 0))
        )  # fmt: skip
    st.caption(_("Over everything that was imported, with repaired tags; tags must agree exactly."))


def match_label(match: str) -> str:
    """How certain the values of a link are."""
    return {
        "exact": _("exact"),
        "probable": _("probable: the files do not tell the content"),
        "shared": _("cannot be distinguished from other links"),
        "none": _("nothing came"),
    }[match]


def _links(found: LinkTraffic) -> None:
    if found.links.is_empty():
        return
    st.subheader(_("Links"), anchor=False)
    rows = found.links.sort("leads", "sessions", descending=True, nulls_last=True)
    columns = [
        GridColumn("link_id", _("Link no."), _("The number of the saved link.")),
        *_tags(),
        *_figures(rows, found.currency),
        _match(),
    ]
    matches = [match_label(one) for one in rows["match"]]
    _draw(rows, columns, "link_rows", _("What each link brought"), match=matches)
    download.button(rows, "links-traffic", key="link_rows_csv")


def _posts(found: LinkTraffic) -> None:
    posts = found.posts
    if posts.is_empty():
        return
    st.subheader(_("Posts"), anchor=False)
    st.caption(_("From the post to its visits and leads, on one line."))
    table = cache.remember("link posts", (), lambda facts: _with_posts(facts, posts))
    rows = table.to_dicts()
    link = st.column_config.LinkColumn(display_text=_("open"))
    columns = [
        GridColumn("network", _("Network"), _("The network on which it was published.")),
        GridColumn("published_on", _("Published"), _("The day on which it was published.")),
        GridColumn("text", _("Post"), _("How the text begins.")),
        GridColumn("permalink", _("Link"), _("Opens the post in a new tab."), config=link),
        *_figures(table, found.currency),
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


def _unregistered(found: LinkTraffic) -> None:
    st.subheader(_("Visits of links that were not saved"), anchor=False)
    rows = found.unregistered
    if rows.is_empty():
        st.caption(_("None: every visit with a campaign belongs to a link above."))
        return
    st.caption(_("Keep these links as well, or repair their tags on the page Tagging."))
    shown_rows = rows.head(_SHOWN)
    columns = [*_tags(), *_figures(shown_rows, found.currency)]
    _draw(shown_rows, columns, "link_rest", _("Tags that belong to no saved link"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        download.button(rows, "links-unregistered", key="link_rest_csv")
        _begin(shown_rows)


def _begin(rows: pl.DataFrame) -> None:
    """A button that opens the builder with tags that are in use."""
    tags = [Tags(*(value or "" for value in row)) for row in rows.select(TRACED).iter_rows()]
    names = {one: " / ".join(value for _part, value in one.items()) for one in tags}
    chosen = st.selectbox(_("Tags"), tags, key="link_rest_tags", format_func=named(tags, names.__getitem__))  # fmt: skip
    st.button(
        _("Build a link with these tags"), key="link_rest_build", icon=":material/add_link:",
        on_click=draft_state.begin, args=(chosen,),
    )  # fmt: skip


def _tags() -> list[GridColumn]:
    columns = map(facts_table.canonical_column, TRACED)
    return [replace(column, label=column.label.capitalize()) for column in columns]


def _match() -> GridColumn:
    meaning = _("Exact where all UTM tags agree and no other link has the same.")
    return GridColumn("match", _("How sure"), meaning)


def _figures(rows: pl.DataFrame, currency: str | None) -> list[GridColumn]:
    """The columns of visits, leads and revenue that have data."""
    meanings = {
        "sessions": _("Sessions whose UTM tags are those of the link."),
        "leads": _("Leads whose UTM tags are those of the link."),
        "revenue": _("Amounts of these leads that were won."),
    }
    known = [name for name in BROUGHT if rows[name].count()]
    return [
        GridColumn(name, _heading(name, currency), meanings[name], is_number=True) for name in known
    ]


def _heading(measure: str, currency: str | None) -> str:
    heading = facts_table.label(measure).capitalize()
    return f"{heading} ({currency})" if measure == "revenue" and currency else heading


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
