"""Heatmap: rows by columns, darker where the value is higher."""

from __future__ import annotations

from collections.abc import Sequence

from ui import chart_layout
from ui.chart_layout import Figure

_SCALE = ((0.0, "rgba(47,116,208,0.06)"), (1.0, "rgba(47,116,208,0.5)"))


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    texts: Sequence[Sequence[str]],
    hovers: Sequence[Sequence[str]],
) -> Figure:
    """Cells with their ``texts``, empty where ``values`` are None; the first row is on top."""
    layout = chart_layout.layout(
        60 + 34 * len(rows),
        xaxis=chart_layout.axis(
            type="category", side="top",
            # Plotly leaves out a category that has no value, and what is written in it lands elsewhere.
            categoryorder="array", categoryarray=list(columns),
        ),
        yaxis=chart_layout.axis(
            type="category", categoryorder="array", categoryarray=list(rows), autorange="reversed",
            # Plotly chooses about five ticks: some weekdays would have no name.
            nticks=len(rows),
        ),
    )  # fmt: skip
    trace = {
        "type": "heatmap",
        "x": list(columns),
        "y": list(rows),
        "z": [list(row) for row in values],
        "customdata": [list(row) for row in hovers],
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorscale": [list(stop) for stop in _SCALE],
        "zmin": 0,
        # 1 is a typical post. Twice that is the darkest, so that one outlier does not fade the
        # rest.
        "zmax": 2,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    # Texts are annotations, because these follow light and dark mode; the text of cells does not.
    layout["annotations"] = [
        {"x": column, "y": row, "text": text, "showarrow": False, "font": {"size": 12}}
        for row, line in zip(rows, texts, strict=True)
        for column, text in zip(columns, line, strict=True)
        if text
    ]
    return {"data": [trace], "layout": layout}
