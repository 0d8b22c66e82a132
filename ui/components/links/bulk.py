"""Bulk link builder: upload a table, check its rows, download the finished links."""

from __future__ import annotations

from collections import Counter

import polars as pl
import streamlit as st

from changes.links import add_links
from data.links.bulk import MOST, Bulk, as_csv, finished, read_drafts, template
from data.links.validate import ValidationResult, validate_link
from data.values.link import Draft
from ui import cache, state
from ui.components import grid
from ui.components.grid import GridColumn
from ui.components.links import sections
from ui.components.sources import facts_table, import_issues
from ui.filters import channel_label
from ui.text import _, _n, language

_SHOWN = 200


def bulk() -> None:
    """Template download, upload, and the finished links."""
    st.markdown(
        _n(
            "Fill in the template, one line per link. Import it to get {n} finished link at once.",
            "Fill in the template, one line per link. Import it to get up to {n} finished links at once.",
            n=MOST,
        )
    )
    st.download_button(
        _("Download template"), template(), "links.csv", "text/csv", key="links_template",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    given = st.file_uploader(_("Table of links"), type=["csv", "tsv", "txt", "xlsx"], key="links_table")  # fmt: skip
    if given is not None:
        _table(read_drafts(given.name, given.getvalue()))


def _table(read: Bulk) -> None:
    import_issues.issues(read.issues)
    if not read.drafts:
        return
    known = sections.known()
    found = cache.remember("bulk", (read.drafts, known.convention), lambda _facts: validate_link(read.drafts, known))  # fmt: skip
    usable = [one.draft for one in found if one.usable]
    _counted(found, len(usable))
    table = finished(read.rows, found, language())
    _draw(table.head(_SHOWN))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            _("Download links"), as_csv(table), "links-finished.csv", "text/csv",
            key="links_finished", icon=":material/download:", type="primary", on_click="ignore",
        )  # fmt: skip
        _save(usable)


def _counted(found: tuple[ValidationResult, ...], usable: int) -> None:
    clean = sum(not one.cautions for one in found)
    channels = Counter(channel_label(one.channel) for one in found if one.url)
    counts = ", ".join(f"{name} {count}" for name, count in channels.most_common())
    st.markdown(
        _n("{n} link: {clean} without warnings, {warned} with warnings, {bad} that cannot be used.", "{n} links: {clean} without warnings, {warned} with warnings, {bad} that cannot be used.", n=len(found), clean=clean, warned=usable - clean, bad=len(found) - usable)
    )  # fmt: skip
    st.caption(import_issues.plain(counts))


def _draw(table: pl.DataFrame) -> None:
    columns = (
        GridColumn("row", _("Row"), _("The row of your table.")),
        GridColumn("link", _("Link"), _("The finished link, with its UTM tags.")),
        GridColumn("channel", _("Channel"), _("The channel in which its sessions will count.")),
        GridColumn("warnings", _("Warnings"), _("What to check before you use the link.")),
        *map(facts_table.canonical_column, ("source", "medium", "campaign", "content")),
    )
    channels = [channel_label(name or None) for name in table["channel"]]
    shown = table.with_columns(pl.Series("channel", channels, pl.String))
    rows = shown.select(column.id for column in columns)
    grid.draw(rows, columns, key="links_bulk", alt=_("The links of the table"))


def _save(usable: list[Draft]) -> None:
    by = st.text_input(_("Your name"), key="bulk_by", persist_state="session")
    label = _n("Save {n} link", "Save {n} links", n=len(usable))
    if st.button(label, key="bulk_keep", disabled=not usable, icon=":material/bookmark_add:"):
        add_links(state.store(), usable, state.who(by))
        st.session_state[sections.SAVED] = _n(
            "{n} link is saved.", "{n} links are saved.", n=len(usable)
        )
        st.rerun()
