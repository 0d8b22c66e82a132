"""Posts as cards: where and when, the first words, what each reached and what it brought."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.content.post_text import brief
from ui.components.content import growth, posts
from ui.components.content.formats import format_label
from ui.components.sources.import_issues import plain
from ui.filters import network_label
from ui.text import _, _n, language

POST = "post"  # the parameter of the address that names an open post
MORE = 6
_WORDS = 90


def key_of(row: dict[str, Any]) -> str:
    """A post in the address: its network and its id."""
    return f"{row['network']}:{row['post_id']}"


def draw(ordered: pl.DataFrame, picked: list[str], measure: str) -> None:
    """The first posts of the order, more on request; ``picked`` are shown alone."""
    rows = ordered.to_dicts()
    asked = st.query_params.get(POST)
    opened = next((row for row in rows if key_of(row) == asked), None)
    if opened is not None:
        _open(opened, measure)
    others = [row for row in rows if row is not opened and (not picked or key_of(row) in picked)]
    count = st.session_state.setdefault("content_cards", MORE)
    with st.grid(min_column_width=250, gap="small") as grid:
        for row in others[:count]:
            with grid.cell():
                _card(row)
    if len(others) > count:
        left = min(MORE, len(others) - count)
        st.button(
            _n("Show {n} more", "Show {n} more", n=left), key="content_show_more", on_click=_more
        )


def _more() -> None:
    st.session_state["content_cards"] += MORE


def _open(row: dict[str, Any], measure: str) -> None:
    """One post with what it gained between exports."""
    _card(row, is_open=True)
    growth.of_one_post(row, measure)


def _card(row: dict[str, Any], *, is_open: bool = False) -> None:
    key = key_of(row)
    with st.container(border=True, gap="xsmall", height="content" if is_open else "stretch"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(plain(network_label(row["network"])), color="gray")
            day = "" if row["published_on"] is None else shown.day(row["published_on"], language())
            when = " · ".join(filter(None, (day, format_label(row["format"]))))
            st.markdown(f":small[:gray[{plain(when)}]]", width="stretch")
        st.markdown(plain(brief(row["text"], _WORDS) or _("No text")))
        st.markdown(results(row))
        seen = reached(row)
        if seen:
            st.markdown(seen)
        with st.container(horizontal=True, gap="small"):
            link = posts.safe(row[posts.LINK])
            if link:
                st.link_button(_("Show post"), link, icon=":material/open_in_new:", type="tertiary")
            if is_open:
                st.button(_("Close"), key=f"close_{key}", type="tertiary", on_click=_close)
            elif (row["snapshots"] or 0) > 1:
                st.button(
                    _("Show growth"), key=f"open_{key}", icon=":material/show_chart:",
                    type="tertiary", on_click=_show, args=(key,),
                )  # fmt: skip


def _show(key: str) -> None:
    st.query_params[POST] = key


def _close() -> None:
    st.query_params.pop(POST, None)


def results(row: dict[str, Any]) -> str:
    """What a post brought by its links, as Markdown."""
    if not row["linked"]:
        return f":small[:gray[{_('No tagged link: results unknown')}]]"
    if row["leads"] is None and row["sessions"] is None:
        return f":small[:gray[{_('Results unknown')}]]"
    parts = []
    if row["leads"] is not None:
        parts.append("**" + _n("{n} lead", "{n} leads", n=int(row["leads"])) + "**")
    if row["sessions"] is not None:
        parts.append(_n("{n} session", "{n} sessions", n=int(row["sessions"])))
    return " · ".join(parts)


def reached(row: dict[str, Any]) -> str:
    """How often a post was seen, and how that compares with the posts of its network, as Markdown."""
    if row["seen"] is None:
        return ""
    now = language()
    said = f"{posts.label(row['seen_as'])} {shown.number(row['seen'], now)}"
    if row["times"] is not None:
        said += " · " + _("{times} × median", times=shown.number(row["times"], now, 1))
    return f":small[:gray[{plain(said)}]]"
