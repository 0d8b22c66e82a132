"""Report downloads (PPTX, PDF, HTML, XLSX, e-mail draft), created on click."""

from __future__ import annotations

import re
from functools import partial
from unicodedata import normalize

import streamlit as st

from report.document.model import Report
from report.formats import Format, formats
from report.formats.mail import draft, file_name
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
    suffixes = [written.suffix for written in found.values()]
    for written in (found[name] for name in order):
        # Two formats are PDFs: the name says which one a file is.
        twin = written.id != ATTACHED and suffixes.count(written.suffix) > 1
        ending = f"-{written.id}{written.suffix}" if twin else written.suffix
        st.download_button(
            show(written.label), key=f"present_file_{written.id}", icon=":material/download:",
            data=partial(written.write, report), file_name=called(report, ending),
            mime=written.mime, on_click="ignore", width="stretch",
        )  # fmt: skip
    st.download_button(
        _("Download e-mail draft"), key="present_file_eml", icon=":material/mail:",
        data=partial(_mail, report, found[ATTACHED]), file_name=called(report, ".eml"),
        mime="message/rfc822", on_click="ignore", width="stretch",
        help=_("Opens in your mail program with the headline as text and the PDF attached. Nothing is sent."),
    )  # fmt: skip


def _mail(report: Report, attached: Format) -> bytes:
    return draft(report, attached.write(report), attached)


def called(report: Report, suffix: str) -> str:
    """The name of a file: maison-volta-report-20260301-20260331.pdf."""
    plain = normalize("NFKD", report.brand.name).encode("ascii", "ignore").decode().lower()
    # “Été & Fils” becomes “ete-fils”; a name without Latin letters or figures leaves nothing.
    brand = "-".join(re.findall(r"[a-z0-9]+", plain))[:60]
    name = file_name(report, formats()[ATTACHED]).removesuffix(formats()[ATTACHED].suffix)
    return f"{brand}-{name}{suffix}" if brand else f"{name}{suffix}"
