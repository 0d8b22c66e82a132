"""CSV download button, with protection against formula injection."""

from __future__ import annotations

import polars as pl
import streamlit as st

from ui.text import _

DANGEROUS = r"^[=+\-@\t\r]"  # spreadsheets run text that starts like this as a formula


def safe_csv(frame: pl.DataFrame) -> bytes:
    """The frame as UTF-8 CSV with a BOM; text that would start a formula gets an apostrophe.

    Numbers are written plainly, in full, with a decimal point.
    """
    text = pl.col(pl.String)
    guarded = pl.when(text.str.contains(DANGEROUS)).then("'" + text).otherwise(text)
    # Without the mark Excel reads another code page, and “é” becomes “Ã©”. Without name.keep()
    # every column would be called “literal”, and polars refuses two of one name.
    return b"\xef\xbb\xbf" + frame.with_columns(guarded.name.keep()).write_csv().encode()


def button(rows: pl.DataFrame | pl.LazyFrame, name: str, *, key: str) -> None:
    """A download button; the file is created on click, not in every rerun."""
    st.download_button(
        _("Download CSV"),
        data=lambda: safe_csv(rows.lazy().collect()),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
    )
