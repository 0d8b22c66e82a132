"""The first page before files are imported: where each tool has its export, and the demo."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from changes import demo
from data.base.export_guide import ExportGuide, export_guides
from data.demo import imported
from ui import navigation, state
from ui.components.sources import supported
from ui.components.welcome.picture import WIDTH, results_picture
from ui.text import _, language, show


def guides() -> None:
    """A tile a tool, each with where to click; the last one searches all exports."""
    st.header(_("Where to click to export"), anchor=False)
    with st.grid(min_column_width=168, gap="small"):
        for guide in export_guides():
            key = f"tool_{guide.source.replace('.', '_')}"
            with st.popover(guide.tool, icon=f":material/{guide.icon}:", width="stretch", key=key):
                _steps(guide)
        with st.popover(
            _("Other tool"), icon=":material/upload_file:", width="stretch", key="tool_other"
        ):
            st.markdown(
                _(
                    "Drop its file all the same: if it is not recognised, you say once what its columns are."
                )
            )
            supported.exports()


def _steps(guide: ExportGuide) -> None:
    steps = [f"{number}. {show(step)}" for number, step in enumerate(guide.steps, 1)]
    st.markdown("\n".join(steps))
    st.caption(_("You get a file like `{file}`.", file=guide.file))


def offer_demo() -> None:
    """The demo company: what it is, what its result looks like, and a button that imports it."""
    if imported.is_present(state.store()):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(
            results_picture(), width=WIDTH,
            alt=_("Results: the answer in one sentence, a curve compared with the earlier period, goals"),
        )  # fmt: skip
        with st.container(width=420):
            st.header(_("No files at hand?"), anchor=False)
            st.markdown(
                _(
                    "Fifteen months of a fictitious company, Maison Volta, imported like your own files. "
                    "One click deletes them again."
                )
            )
            place = st.empty()
            if place.button(_("Try with demo data"), key="demo", icon=":material/play_circle:"):
                _install(
                    place.progress(0.0, _("Writing the exports of the demo company …")).progress
                )
                st.switch_page(navigation.target("results"))


def _install(show_progress: Callable[[float, str], object]) -> None:
    def advance(done: int, total: int, name: str) -> None:
        tool = _("Website") if name.startswith("Web/") else name.split("/", 1)[0]
        text = _("Importing {name} … {number} of {files}", name=tool, number=done + 1, files=total)
        show_progress(done / total, text)

    demo.install(state.store(), state.who(), language=language(), on_progress=advance)
