"""Empty state of a new store: install demo data or upload files."""

from __future__ import annotations

import streamlit as st

from changes import demo
from ui import state
from ui.components.sources import uploads
from ui.text import _, language


def offer_demo() -> None:
    """Explains the demo, with a button that imports it."""
    st.subheader(_("Try with demo data"), anchor=False)
    st.markdown(
        _(
            "Fifteen months of a fictitious company, Maison Volta: exports of six networks, GA4, "
            "two ad platforms and a lead file, imported like yours. It is labelled everywhere and "
            "leaves with one click."
        )
    )
    if st.button(_("Try with demo data"), type="primary", key="demo", icon=":material/science:"):
        bar = st.progress(0.0, _("Writing the demo exports …"))
        demo.install(
            state.store(),
            state.who(),
            language=language(),
            on_progress=lambda done, total, name: bar.progress(done / total, name),
        )
        st.rerun()


def offer_upload() -> None:
    """Explains which files can be uploaded, with the file uploader."""
    st.subheader(_("Add my files"), anchor=False)
    st.markdown(
        _(
            "Exports of social networks, GA4, ad platforms, CRMs and publishing tools, as downloaded "
            "and in any language: files, zips or folders. Of any other file you say once what its "
            "columns are."
        )
    )
    uploads.dropzone()
