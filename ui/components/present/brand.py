"""Report branding form: company name, colours and logo."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from changes.reports import save_brand
from report.document.brand import LARGEST_LOGO, brand, wrong
from report.document.logo import logo
from report.document.model import Brand
from ui import state
from ui.text import _, show


def look() -> None:
    """The form of name, colours and logo, saved when all are valid."""
    saved = state.store().state
    now = brand(saved)
    st.caption(_("Saved once and used by every report from now on. Snapshots keep their own."))
    with st.form("present_brand", border=False):
        name = st.text_input(_("Company name"), now.name, key="present_brand_name", max_chars=80)
        with st.container(horizontal=True):
            primary = st.color_picker(_("Main colour"), now.primary, key="present_brand_primary")
            accent = st.color_picker(_("Second colour"), now.accent, key="present_brand_accent")
        if (shown := logo(now)) is not None:
            st.image(shown.content, width=160, alt=_("The logo"))
        picture = st.file_uploader(
            _("Logo (PNG or JPEG, up to 1 MB)"),
            ["png", "jpg", "jpeg"],
            key="present_brand_logo",
            max_upload_size=LARGEST_LOGO // 1_000_000,
        )
        without = now.logo is not None and st.checkbox(
            _("Without a logo"), key="present_brand_without"
        )
        if st.form_submit_button(_("Save"), type="primary", key="present_brand_save"):
            chosen = picture.getvalue() if picture else None if without else now.logo
            _save(replace(now, name=name.strip(), primary=primary, accent=accent, logo=chosen))


def _save(one: Brand) -> None:
    fault = wrong(one)
    if fault is not None:
        st.error(show(fault))
    elif one.logo is not None and logo(one) is None:
        st.error(_("The logo cannot be read. Save it as PNG again and choose that file."))
    else:
        save_brand(state.store(), one, state.who())
        st.rerun()
