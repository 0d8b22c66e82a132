"""Report downloads (PPTX, PDF, HTML, XLSX, e-mail draft), created on click."""

from __future__ import annotations

from functools import partial

import streamlit as st

from report.document.model import Report
from report.formats import Format, formats
from report.formats.file_names import file_name
from report.formats.mail import draft
from ui.components.present.preview import Shown
from ui.text import _, show

ATTACHED = "pdf"
ORDER = ("pptx", "pdf", "a4", "html", "xlsx")


def menu(shown: Shown) -> None:
    """The menu of all formats."""
    with st.popover(_("Download"), icon=":material/download:", key="present_files"):
        _buttons(shown)


def _buttons(shown: Shown) -> None:
    """A button for each format, and one for a draft e-mail with the report attached."""
    report = shown.report
    found = formats()
    order = [*ORDER, *(name for name in found if name not in ORDER)]
    for written in (found[name] for name in order):
        st.download_button(
            show(written.label), key=f"present_file_{written.id}", icon=":material/download:",
            data=partial(written.write, report), file_name=file_name(report, written.suffix),
            mime=written.mime, on_click="ignore", width="stretch",
        )  # fmt: skip
    st.download_button(
        _("Download e-mail draft"), key="present_file_eml", icon=":material/mail:",
        data=partial(_mail, report, found[ATTACHED]), file_name=file_name(report, ".eml"),
        mime="message/rfc822", on_click="ignore", width="stretch",
        help=_("Opens in your mail program with verdict, decision and next steps, the PDF attached. Nothing is sent."),
    )  # fmt: skip


def _mail(report: Report, attached: Format) -> bytes:
    return draft(report, attached.write(report), attached)
