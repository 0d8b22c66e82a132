"""The menu to share a report: a link to a snapshot of it, its files and a draft e-mail."""

from __future__ import annotations

from functools import partial

import streamlit as st

from report.document.model import Report
from report.formats import Format, formats
from report.formats.file_names import file_name
from report.formats.mail import draft
from ui.components.present import saved
from ui.components.present.preview import Shown
from ui.text import _, _c, show

ATTACHED = "pdf"
ORDER = ("pptx", "pdf", "a4", "html", "xlsx")


def menu(shown: Shown) -> None:
    """The link first, then the files."""
    with st.popover(_c("menu", "Share"), icon=":material/share:", key="present_share"):
        _link(shown)
        _files(shown)


def _link(shown: Shown) -> None:
    """The address of a page that shows this report and never changes."""
    link = saved.link(shown)
    if link is None:
        st.button(
            _("Create a link"), key="present_take", icon=":material/link:", width="stretch",
            on_click=saved.take, args=(shown,),
            help=_("Saves a snapshot: a page to read, which later imports do not change."),
        )  # fmt: skip
        return
    st.caption(_("Link to this snapshot: a page to read."))
    st.code(link, language=None, wrap_lines=True)


def _files(shown: Shown) -> None:
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
