"""Presentation mode: one idea of the report per screen, turned with the arrow keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import streamlit as st

from report.document.model import Block, Report, ReportTable, Text
from ui.components.present import preview
from ui.components.present.preview import Shown
from ui.components.present.slide import slide, style
from ui.text import _

PLACE = "screen"  # query parameter: the number of the screen, from 1


def screens(report: Report) -> tuple[Report, ...]:
    """The headline, then each idea of each section; appendices are never presented."""
    presented = [section for section in report.sections if not section.appendix]
    return (
        replace(report, sections=()),
        *(
            replace(report, sections=(replace(section, blocks=idea),))
            for section in presented
            for idea in ideas(section.blocks)
        ),
    )


def ideas(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The blocks in groups: one picture or table each, with the sentences that lead to it."""
    ends = [place + 1 for place, block in enumerate(blocks) if not isinstance(block, Text)]
    cuts = sorted({0, *ends, len(blocks)})
    return [blocks[first:last] for first, last in pairwise(cuts)] or [()]


def is_on() -> bool:
    """Whether the URL asks for presentation mode."""
    return PLACE in st.query_params


def start() -> None:
    """Starts with the first screen."""
    turn(1)


def turn(place: int) -> None:
    """Shows another screen."""
    st.query_params[PLACE] = str(place)


def stop() -> None:
    """Ends presentation mode."""
    st.query_params.pop(PLACE, None)


def show(shown: Shown) -> None:
    """One screen with its buttons, nothing else."""
    every = screens(shown.report)
    place = min(_place(), len(every))
    one = replace(shown, report=every[place - 1])
    st.html(f"<style>{style('screen')}</style>")
    with st.container(key="present_screen"):
        st.html(slide(preview.page(one, ("screen", place)), _rows(one.report)))
    _buttons(place, len(every))
    _keys(place, len(every))


def _rows(report: Report) -> int:
    tables = [b for s in report.sections for b in s.blocks if isinstance(b, ReportTable)]
    return max((min(len(table.rows), table.shown) for table in tables), default=0)


def _place() -> int:
    text = st.query_params.get(PLACE, "1")
    # Anybody can edit the address: “²” is a digit to isdigit(), but int() fails on it.
    return max(1, int(text)) if text.isascii() and text.isdigit() else 1


def _keys(place: int, count: int) -> None:
    """Keys of a presenter's remote. A Streamlit button has one shortcut, so these are hidden buttons."""
    with st.container(key="present_keys"):
        for shortcut, target in (
            ("PageUp", place - 1), ("PageDown", place + 1), ("Space", place + 1),
            ("Home", 1), ("End", count),
        ):  # fmt: skip
            if 0 < target <= count:
                st.button(
                    shortcut, key=f"present_key_{shortcut.lower()}", shortcut=shortcut,
                    on_click=turn, args=(target,),
                )  # fmt: skip


def _buttons(place: int, count: int) -> None:
    with st.container(key="present_turn", horizontal=True, vertical_alignment="center"):
        for name, icon, target, shortcut, possible in (
            (_("Previous"), "arrow_back", place - 1, "Left", place > 1),
            (_("Next"), "arrow_forward", place + 1, "Right", place < count),
        ):
            st.button(
                name, key=f"present_turn_{shortcut.lower()}", icon=f":material/{icon}:",
                shortcut=shortcut, disabled=not possible, on_click=turn, args=(target,),
            )  # fmt: skip
        st.markdown(_("{place} of {all}", place=place, all=count), width="content")
        st.button(
            _("Close"), key="present_turn_end", icon=":material/close:", shortcut="Esc",
            on_click=stop, help=_("F11 shows the browser on the full screen."),
        )  # fmt: skip
