"""What Streamlit offers no setting for: labels that wrap, and its own words in every language."""

from __future__ import annotations

import json

import streamlit as st

from ui.text import _

# A label that is cut names nothing: on a phone two rates would read the same.
_WRAP = """
[data-testid=stMetric] p, [data-testid=stMetric] .stMarkdownEllipsis, [data-testid=stMetric] label > div {
  white-space: normal; overflow: visible; text-overflow: clip;
}
"""
# In the light appearance the words of charts are grey beyond what is read with ease (3.7 to 1; now
# 6.2 to 1): only they have this colour.
_CHART = """
.js-plotly-plot text[style*="rgb(128, 132, 149)"] { fill: #566272 !important; }
"""
# Its own words stay, without a size, for those who hear the page: what styles add names no button.
_UPLOAD = """
[data-testid=stFileUploaderDropzone] button p {{ font-size: 0; }}
[data-testid=stFileUploaderDropzone] button p::after {{ content: {choose}; font-size: .875rem; }}
[data-testid=stFileUploaderDropzoneInstructions] span {{ display: none; }}
[data-testid=stFileUploaderDropzoneInstructions]::after {{ content: {limit}; }}
"""


def apply_styles() -> None:
    """Styles of every page; all words in them are the catalogue's."""
    limit = _("up to {n} MB each", n=int(st.get_option("server.maxUploadSize")))
    words = {
        "choose": json.dumps(_("Choose"), ensure_ascii=False),
        "limit": json.dumps(limit, ensure_ascii=False),
    }
    st.html(f"<style>{_WRAP}{_CHART}{_UPLOAD.format(**words)}</style>")
