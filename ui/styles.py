"""CSS for what Streamlit has no setting for: wrapped metric labels, translated upload box."""

from __future__ import annotations

import json

import streamlit as st

from ui.text import _

# Streamlit cuts long labels of metrics: on a phone two rates would read the same.
_WRAP = """
[data-testid=stMetric] p, [data-testid=stMetric] .stMarkdownEllipsis, [data-testid=stMetric] label > div {
  white-space: normal; overflow: visible; text-overflow: clip;
}
"""
# In light mode Streamlit's chart text has a contrast of 3.7 to 1, too low to read with ease; this
# one has 6.2 to 1. Only chart text has that colour, so the selector meets nothing else.
_CHART = """
.js-plotly-plot text[style*="rgb(128, 132, 149)"] { fill: #566272 !important; }
"""
# The button's English text stays at size 0 for screen readers: text added by CSS names no button.
_UPLOAD = """
[data-testid=stFileUploaderDropzone] button p {{ font-size: 0; }}
[data-testid=stFileUploaderDropzone] button p::after {{ content: {choose}; font-size: .875rem; }}
[data-testid=stFileUploaderDropzoneInstructions] span {{ display: none; }}
[data-testid=stFileUploaderDropzoneInstructions]::after {{ content: {limit}; }}
"""


def apply_styles() -> None:
    """Adds the styles of every page; their texts come from the catalogue."""
    limit = _("up to {n} MB each", n=int(st.get_option("server.maxUploadSize")))
    words = {
        "choose": json.dumps(_("Choose"), ensure_ascii=False),
        "limit": json.dumps(limit, ensure_ascii=False),
    }
    st.html(f"<style>{_WRAP}{_CHART}{_UPLOAD.format(**words)}</style>")
