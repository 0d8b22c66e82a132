"""Welcome page, the empty state of a new store: demo data or file upload."""

from __future__ import annotations

import streamlit as st

from ui.components.results import welcome
from ui.components.sources import uploads
from ui.pages import page
from ui.text import _

page(
    "Welcome",
    "How do you begin: with demo data, or with files of your own?",
    order=0,
    icon="waving_hand",
    filters=(),
    when="empty",
)

st.markdown(
    _(
        "Utmost shows what social media and campaigns really brought: leads, referrals, conversion "
        "rate and return, from the files you already have. Nothing leaves this machine."
    )
)
left, right = st.columns(2, gap="large")
with left, st.container(border=True, height="stretch"):
    welcome.offer_demo()
with right, st.container(border=True, height="stretch"):
    welcome.offer_upload()
uploads.report()
