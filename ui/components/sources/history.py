"""One import: how it was understood, its issues and rows, and undo."""

from __future__ import annotations

import json

import polars as pl
import streamlit as st

from changes.imports import erase_upload, undo
from data.imports import FileResult, ImportOutcome
from data.store import Import
from data.tables.company_clock import on_company_clock, with_offset
from data.tables.schema import TABLES
from i18n import format as shown
from i18n.message import Message
from ui import state, zone
from ui.components import download, grid
from ui.components.grid import GridColumn
from ui.components.sources import facts_table, import_issues, recognition_details
from ui.text import _, _n, language, show

SHOWN_ROWS = 1_000


def table_label(table: str) -> str:
    """The name of a canonical table in the session's language."""
    return {
        "posts": _("posts"),
        "account_days": _("account days"),
        "web_sessions": _("rows of web analytics"),
        "web_key_events": _("named key events"),
        "touches": _("visits"),
        "ad_costs": _("rows of ad costs"),
        "leads": _("leads"),
        "post_days": _("days of posts"),
        "audience": _("rows of audience"),
        "breakdown": _("rows of breakdowns"),
        "breakdown_days": _("daily rows of breakdowns"),
        "mentions": _("mentions"),
        "conversions": _("conversions"),
        "search_days": _("rows of search results"),
        "email_sends": _("e-mail sendings"),
    }.get(table, table)


def _extents(entry: Import) -> str:
    parts = []
    for table, extent in entry.extents.items():
        text = _rows_of(table, extent.rows)
        if extent.start is not None and extent.end is not None:
            text += ", " + shown.span(extent.start, extent.end, language())
        parts.append(text)
    return " · ".join(parts)


def _rows_of(table: str, rows: int) -> str:
    named = {
        "posts": _n("{n} post", "{n} posts", n=rows),
        "account_days": _n("{n} account day", "{n} account days", n=rows),
        "web_sessions": _n("{n} row of web analytics", "{n} rows of web analytics", n=rows),
        "web_key_events": _n("{n} named key event", "{n} named key events", n=rows),
        "touches": _n("{n} visit", "{n} visits", n=rows),
        "conversions": _n("{n} conversion", "{n} conversions", n=rows),
        "ad_costs": _n("{n} row of ad costs", "{n} rows of ad costs", n=rows),
        "costs": _n("{n} row of costs", "{n} rows of costs", n=rows),
        "rates": _n("{n} exchange rate", "{n} exchange rates", n=rows),
        "leads": _n("{n} lead", "{n} leads", n=rows),
        "post_days": _n("{n} day of posts", "{n} days of posts", n=rows),
        "audience": _n("{n} row of audience", "{n} rows of audience", n=rows),
        "breakdown": _n("{n} row of breakdowns", "{n} rows of breakdowns", n=rows),
        "breakdown_days": _n("{n} daily row of breakdowns", "{n} daily rows of breakdowns", n=rows),
        "mentions": _n("{n} mention", "{n} mentions", n=rows),
        "search_days": _n("{n} row of search results", "{n} rows of search results", n=rows),
        "email_sends": _n("{n} e-mail sending", "{n} e-mail sendings", n=rows),
    }
    return named[table] if table in named else _n("{n} row", "{n} rows", n=rows)


def details(entry: Import) -> None:
    """An import in a closed expander: how it was recognised, its issues and its rows."""
    opened = st.expander(_("Details"), key=f"import_{entry.id}", on_change="rerun")
    if opened.open:
        with opened:
            _details(entry, FileResult.of(entry.file, entry, ImportOutcome.IMPORTED))


def undo_button(entry: Import) -> None:
    """The button that undoes an import, and deletes its file if its details say so."""
    key = f"undo_{entry.id}"
    if st.button(_("Undo import"), key=key, icon=":material/undo:", type="tertiary"):
        undo(state.store(), entry.id, state.who())
        if st.session_state.get(f"erase_{entry.id}", False):
            erase_upload(state.store(), entry.id, state.who())
        rows = sum(extent.rows for extent in entry.extents.values())
        st.toast(
            _n("Undone. {n} row no longer counts.", "Undone. {n} rows no longer count.", n=rows)
        )
        st.rerun()


def _details(entry: Import, result: FileResult) -> None:
    summary = result.summary
    when = shown.day(zone.local(entry.started_at), language())
    st.markdown(_extents(entry))
    facts = [_("imported on {day}", day=when), _("import {n}", n=str(entry.id))]
    facts += [text for text in (summary.language, summary.encoding) if text]
    st.caption(" · ".join(facts))
    for left_out in summary.excluded:
        st.markdown(
            f":material/remove: {left_out.count} × {import_issues.plain(show(left_out.what))}"
        )
    if summary.quarantined:
        st.markdown(
            ":material/front_hand: "
            + _n("{n} row skipped", "{n} rows skipped", n=summary.quarantined)
        )
        _quarantined(entry.id)
    recognition_details.tables(summary)
    import_issues.issues(summary.issues)
    for table in entry.extents:
        _rows(entry.id, table)
    st.checkbox(
        _("On undo, delete its stored file and the skipped rows as well"), key=f"erase_{entry.id}"
    )


def _quarantined(import_id: int) -> None:
    rows = state.store().state.ledger.quarantine(import_id)
    columns = (
        GridColumn("position", _("No."), _("Skipped rows are numbered as they come in the file.")),
        GridColumn("sheet", _("Sheet"), _("The sheet of the workbook or the file of the archive.")),
        GridColumn("row", _("Row"), _("The row of the file.")),
        GridColumn("reason", _("Reason"), _("Why the row could not be used.")),
        GridColumn("record", _("Record"), _("What the file holds in this row.")),
    )
    frame = pl.DataFrame(
        {
            "position": [row["position"] for row in rows],
            "sheet": [row["sheet"] for row in rows],
            "row": [row["row"] for row in rows],
            "reason": [show(Message.from_json(row["reason"])) for row in rows],
            "record": [json.dumps(row["record"], ensure_ascii=False) for row in rows],
        },
        # A file without sheets has nulls only, from which polars tells no type.
        schema_overrides={"sheet": pl.String},
    )
    grid.draw(frame, columns, key=f"aside_{import_id}", alt=_("Skipped rows"))


def _rows(import_id: int, table: str) -> None:
    stored = state.store().scan(table).filter(pl.col("import_id") == import_id)
    rows = on_company_clock(TABLES[table], stored, zone.current())
    frame = rows.sort("source_row", "source_sheet").head(SHOWN_ROWS).collect()
    alt = _("Imported {table}", table=table_label(table))
    facts_table.draw(frame.drop("import_id"), key=f"rows_{import_id}_{table}", alt=alt)
    if frame.height == SHOWN_ROWS:
        st.caption(
            _n(
                "{n} row shown; the download has all.",
                "{n} rows shown; the download has all.",
                n=SHOWN_ROWS,
            )
        )
    download.button(
        with_offset(rows, zone.current()),
        f"import-{import_id}-{table}",
        key=f"csv_{import_id}_{table}",
    )
