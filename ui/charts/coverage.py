"""Timeline of the days that each source covers, a lane a table, with a period as a frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ui import theme
from ui.chart_layout import SMALL, Figure, axis, day_ticks, layout

Span = tuple[date, date]

ROW = 26  # pixels a source; of many sources less
CROWDED = 24  # sources from which rows are lower
LONGEST = timedelta(days=730)  # shown before the period: one old list would squeeze all others
_DAY = 86_400_000  # milliseconds, in which Plotly counts lengths of time
MOST_TICKS = 4
_NAME = 26  # characters of a name


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A source: its name (free text), the runs of days of each table, and the colour's role."""

    name: str
    lanes: Sequence[Sequence[Span]]
    role: str = "now"


def coverage_chart(
    rows: Sequence[CoverageRow], frame: Span | None, write: Callable[[date], str]
) -> Figure:
    """The chart of sources from top to bottom; ``write`` writes days. Needs at least one span."""
    first, last = _range(rows, frame)
    least = (last - first).days / 160  # days: a single one is still seen in years
    bars = [
        _bars(row, len(rows) - 1 - place, (first, last), least) for place, row in enumerate(rows)
    ]
    high = ROW if len(rows) < CROWDED else ROW * 2 // 3
    ticks = [theme.escaped(_cut(row.name)) for row in rows]
    figure = layout(
        high * len(rows) + 48,
        barmode="overlay",
        hovermode=False,
        margin={"l": 8, "r": 8, "t": 6, "b": 8},
        xaxis=axis(
            type="date",
            range=[first.isoformat(), (last + timedelta(days=1)).isoformat()],
            **_few(day_ticks(first, last, write)),
        ),
        yaxis=axis(
            range=[-0.6, len(rows) - 0.4],
            tickvals=list(range(len(rows) - 1, -1, -1)),
            ticktext=ticks,
            tickfont={"size": SMALL, "color": theme.role("text")},
        ),
    )
    if frame is not None:
        figure["shapes"] = [_frame(frame, len(rows))]
    return {"data": [bar for row in bars for bar in row], "layout": figure}


def _few(ticks: Figure) -> Figure:
    """No more ticks than fit next to the names."""
    step = -(-len(ticks["tickvals"]) // MOST_TICKS)
    return {"tickangle": 0, **{name: marks[::step] for name, marks in ticks.items()}}


def _range(rows: Sequence[CoverageRow], frame: Span | None) -> Span:
    """From the first to the last day, not long before the frame, and something of each source."""
    spans = [span for row in rows for lane in row.lanes for span in lane]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if frame is None:
        return first, last
    ends = [max(end for lane in row.lanes for _, end in lane) for row in rows if any(row.lanes)]
    latest = min(frame[0] - LONGEST, min(ends) - timedelta(days=30))
    return max(first, latest), max(last, frame[1])


def _bars(row: CoverageRow, place: int, shown: Span, least: float) -> list[Figure]:
    lanes = [lane for lane in row.lanes if lane]
    wide = 0.62 / max(len(lanes), 1)
    found = []
    for number, lane in enumerate(lanes):
        seen = [(max(start, shown[0]), end) for start, end in lane if end >= shown[0]]
        middle = place + 0.31 - wide * (number + 0.5)
        found.append(
            {
                "type": "bar",
                "orientation": "h",
                "base": [start.isoformat() for start, _ in seen],
                "x": [max((end - start).days + 1, least) * _DAY for start, end in seen],
                "y": [middle] * len(seen),
                "width": wide * (0.84 if len(lanes) > 1 else 1),
                "marker": {"color": theme.role(row.role), "line": {"width": 0}},
                "hoverinfo": "skip",
            }
        )
    return found


def _frame(frame: Span, rows: int) -> Figure:
    line = {"color": theme.role("text"), "width": 1.3}
    ends = {"x0": frame[0].isoformat(), "x1": (frame[1] + timedelta(days=1)).isoformat()}
    return {"type": "rect", "y0": -0.55, "y1": rows - 0.45, "line": line, **ends}


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"
