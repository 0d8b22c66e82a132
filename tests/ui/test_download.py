"""What leaves the application opens safely."""

from __future__ import annotations

import io

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ui.components.download import safe_csv


def test_formulas_are_disarmed() -> None:
    """A caption that would run in a spreadsheet is text; a negative number stays a number."""
    frame = pl.DataFrame(
        {"text": ["=1+1", "@you", "+33 1", "-x", "\tx", "fine", None], "n": [-1] * 7}
    )
    cells = pl.read_csv(io.BytesIO(safe_csv(frame)), infer_schema=False)
    assert cells["text"].to_list() == ["'=1+1", "'@you", "'+33 1", "'-x", "'\tx", "fine", None]
    assert set(cells["n"]) == {"-1"}


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")), max_size=20))
def test_no_cell_starts_a_formula(texts: list[str]) -> None:
    """Whatever the text, no written cell begins with a formula's first character."""
    read = pl.read_csv(
        io.BytesIO(safe_csv(pl.DataFrame({"t": ["head", *texts]}))), infer_schema=False
    )
    assert not read["t"].drop_nulls().str.contains(r"^[=+\-@\t]").any()
