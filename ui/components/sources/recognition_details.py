"""Recognition details of a file: evidence, columns used and unused, results of its checks."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data.base.table_report import CheckResult, RecognitionReport
from data.imports.summary import Summary
from i18n import format as shown
from ui.components.sources import facts_table
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show

LISTED = 40  # columns named on the page: wide exports have thousands


def tables(summary: Summary) -> None:
    """A paragraph for each table, then its checks."""
    for report in summary.understood:
        st.markdown("  \n".join(_paragraph(report)))
        for check in report.checks:
            st.markdown(_check(check))


def _paragraph(report: RecognitionReport) -> Iterable[str]:
    name = f"**{plain(report.sheet)}** · " if report.sheet else ""
    yield name + _("**Recognised by** {names}", names=_names(report.evidence))
    if report.zone is not None:
        yield _("**Times** without an offset are taken to be in {zone}.", zone=_place(report.zone))
    used = [f"{header} → {facts_table.label(to)}" for header, to in report.used]
    lists = (
        (_("**Columns used** ({n}): {names}"), used),
        (_("**Read for checks and other columns** ({n}): {names}"), report.helping),
        (_("**Not used** ({n}): {names}"), report.ignored),
        (_("**Not known** ({n}): {names}"), report.unknown),
    )
    for sentence, columns in lists:
        if columns:
            yield sentence.format(n=shown.number(len(columns), language()), names=_names(columns))


def _place(name: str) -> str:
    return plain(name) if name else _("the time zone of the company")


def _names(columns: Iterable[str]) -> str:
    names = [plain(name) for name in columns]
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" … (+{more})" if more > 0 else "")


def _check(check: CheckResult) -> str:
    if check.held:
        text = _n(
            "Check passed: {what} ({n} row)",
            "Check passed: {what} ({n} rows)",
            n=check.compared,
            what=plain(show(check.what)),
        )
        return f":material/check: {text}"
    text = _n(
        "Check failed: {what}, {off} row out of {n} differs (by {difference})",
        "Check failed: {what}, {off} rows out of {n} differ (by {difference})",
        off=check.off,
        what=plain(show(check.what)),
        n=check.compared,
        difference=shown.number(check.difference, language()),
    )
    return f":material/warning: {text}"
