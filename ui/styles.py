"""The only CSS: what Streamlit has no setting for. Everything else is a native element or a picture."""

from __future__ import annotations

import json

import streamlit as st

from ui.text import _

# Lines stay readable on wide screens.
_PAGE = """
[data-testid=stMainBlockContainer] {
  max-width: 1400px; padding-left: clamp(1rem, 2.4vw, 2.4rem); padding-right: clamp(1rem, 2.4vw, 2.4rem);
}
[data-testid=stMain] [data-testid=stHeading] h1 { padding: .35rem 0 0; }
[data-testid=stMain] [data-testid=stHeading] :is(h2, h3) { padding: .1rem 0; }
"""
# All pages of the menu fit in the height of a laptop's screen.
_MENU = """
[data-testid=stSidebarContent] [data-testid=stVerticalBlock] { gap: .1rem; }
[data-testid=stSidebarHeader] { height: 2.6rem; margin-bottom: .2rem; }
[data-testid=stSidebarContent] [data-testid=stCaptionContainer] { padding-top: .5rem; }
"""
# Streamlit cuts long labels of metrics: on a phone two rates would read the same.
_WRAP = """
[data-testid=stMetric] p, [data-testid=stMetric] .stMarkdownEllipsis, [data-testid=stMetric] label > div {
  white-space: normal; overflow: visible; text-overflow: clip;
}
"""
# Streamlit writes in white on a filled button or tag, whatever its colour is; a disabled button is not
# filled. The colours are those of the appearance, also between a switch of it and the next run.
_PRIMARY = """
@media (prefers-color-scheme: dark) {
  [kind=primary]:not(:disabled) :is(p, [data-testid=stIconMaterial]), [data-testid=stMultiSelect] span[title] {
    color: #10161E;
  }
}
"""
# The figures of Results are tabs of three lines that switch its chart: still one group of radio buttons.
_FIGURES = """
.st-key-figure [role=radiogroup] { flex-wrap: nowrap; overflow-x: auto; }
.st-key-figure button { height: auto; min-width: 10.6rem; justify-content: flex-start; text-align: left; padding: .55rem .9rem .5rem; }
.st-key-figure button[aria-checked=true] { box-shadow: inset 0 -3px 0 currentColor; }
.st-key-figure button > div { justify-content: flex-start; width: 100%; }
.st-key-figure button p { white-space: normal; line-height: 1.35; }
.st-key-figure button strong { font-size: 1.47rem; line-height: 1.3; font-weight: 600; }
"""
# A link to a page takes the icon of the page: in a list that would be the same one in each row.
_LINKS = """
:is(.st-key-goal_list, .st-key-channel_posts) [data-testid=stPageLink] a > span:has([data-testid=stIconMaterial]) { display: none; }
:is(.st-key-goal_list, .st-key-channel_posts) [data-testid=stPageLink] a { padding-left: 0; }
:is(.st-key-goal_list, .st-key-channel_posts) [data-testid=stPageLink] p { white-space: normal; }
.st-key-goal_choices [data-testid=stButton] { flex: 1 1 0; min-width: 0; }
.st-key-goal_choices [data-testid=stButton] :is(button, button > div) { justify-content: flex-start; text-align: left; padding: 0; }
.st-key-goal_choices [data-testid=stButton] button p { white-space: normal; }
"""
# Channels on a phone: a name and its values are one row, still high enough for a finger.
_CHANNELS = """
.st-key-channel_list [data-testid=stButton] button { min-height: 1.75rem; padding: 0; text-align: left; }
.st-key-channel_list [data-testid=stButton] button p { white-space: normal; }
"""
# A button for the script of the page: what it does is run the page again.
_HIDDEN = """
.st-key-appearance { display: none; }
"""
# On a phone the filters are one row that slides.
_PHONE = """
@media (max-width: 640px) {
  .st-key-filter_bar { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; }
  .st-key-filter_bar > * { flex: 0 0 auto; }
}
"""
# Paper has no menu, no buttons and no filters, and no part of a page is cut by its end.
_PRINT = """
@media print {
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar], .st-key-filter_bar,
  [data-testid=stButton], [data-testid=stDownloadButton], [data-testid=stPopover],
  [data-testid=stPageLink], .modebar { display: none !important; }
  .st-key-goal_list [data-testid=stPageLink] { display: block !important; }
  [data-testid=stApp], [data-testid=stMain], [data-testid=stAppViewContainer] {
    position: static !important; overflow: visible !important; height: auto !important;
  }
  [data-testid=stHeading] { break-after: avoid; }
  [data-testid=stPlotlyChart], [data-testid=stDataFrame], [data-testid=stMetric],
  [data-testid=stImage], [data-testid=stTable] { break-inside: avoid; }
}
"""
_CALM = """
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation-duration: .01ms !important; animation-iteration-count: 1 !important; transition-duration: .01ms !important; }
  /* A slide is measured as soon as its letters change: a transition would still give the old size. */
  .slide, .slide * { transition: none !important; }
}
"""
# The first page is its drop zone: as large as a hand with files needs it.
_DROP = """
.st-key-welcome_drop [data-testid=stFileUploaderDropzone] { min-height: 8.5rem; align-items: center; justify-content: center; border: 2px dashed rgba(128, 138, 150, .8); overflow: hidden; }
.st-key-welcome_drop [data-testid=stFileUploaderDropzone] > * { flex: 0 1 auto; min-width: 0; max-width: 100%; }
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
    fixed = f"{_PAGE}{_MENU}{_DROP}{_WRAP}{_PRIMARY}{_FIGURES}{_LINKS}{_CHANNELS}{_HIDDEN}{_PHONE}{_PRINT}{_CALM}"
    st.html(f"<style>{fixed}{_UPLOAD.format(**words)}</style>")
