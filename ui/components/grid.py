"""Tables: every column says what it holds when the pointer rests on its heading."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import pandas as pd
import polars as pl
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from i18n import format as shown
from ui.components.column_words import meanings

Rows = pl.DataFrame | pd.DataFrame | Styler


def draw(
    rows: Rows,
    *,
    key: str,
    alt: str,
    numbers: Collection[str] = (),
    config: Mapping[str, ColumnConfig] | None = None,
    means: Mapping[str, str] | None = None,
    height: int | Literal["auto"] = "auto",
) -> None:
    """Draws a table.

    ``numbers`` are headings of columns aligned to the right, ``config`` other settings by heading.
    ``means`` defines headings that mean something of their own here, before what they mean
    everywhere; a file's own columns are defined as such under an empty heading.
    """
    told = meanings() | {name.casefold(): text for name, text in (means or {}).items()}
    settings: dict[str, ColumnConfig] = {}
    for name in map(str, rows.columns):
        own: ColumnConfig = {**((config or {}).get(name) or {}), "help": _meaning(told, name)}
        settings[name] = {**own, "alignment": "right"} if name in numbers else own
    st.dataframe(
        rows, hide_index=True, key=key, alt=alt, placeholder=shown.NOTHING, height=height,
        column_config=settings,
    )  # fmt: skip


def _meaning(told: Mapping[str, str], heading: str) -> str | None:
    """By the heading as it is, or without the currency or language in brackets behind it."""
    plain = heading.casefold()
    return told.get(plain) or told.get(plain.split(" (")[0]) or told.get("")
