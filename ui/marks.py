"""Small pictures as SVG: a bullet with pace and forecast, a dot with its interval, covered days.

They are shown by ``st.image`` (with alt text) and in tables by ``ImageColumn``, so that neither
HTML nor a component is needed. An SVG in an ``<img>`` runs no script and fetches nothing.
``ImageColumn`` scales a picture to its row and crops it at the right: draw it 16 pixels narrower
than the column and 8 lower than the row.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ui import theme

_BEYOND = 1.32  # times the target that a bullet reaches: the target is at one place in all rows


def uri(svg: str) -> str:
    """A picture as an address, which is all that ``ImageColumn`` takes."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


@dataclass(frozen=True, slots=True)
class BulletMark:
    """What a bullet draws, all in the unit of the goal.

    ``actual`` is the bar, ``pace`` a tick (the planned value of today), ``low`` and ``high`` the
    whisker of the 80 % forecast, ``target`` a line; what is None is not drawn.
    """

    actual: float | None
    target: float
    pace: float | None = None
    low: float | None = None
    high: float | None = None


def bullet(values: BulletMark, role: str, width: int = 360, height: int = 22) -> str:
    """Progress to a target as an SVG; the bar has the colour of ``role``."""
    # A target of zero or below has no scale of its own.
    known = [v for v in (values.actual, values.target, values.high) if v is not None and v > 0]
    top = (values.target if values.target > 0 else max(known, default=1.0)) * _BEYOND

    def x(value: float) -> float:
        return round(min(max(value, 0.0) / top, 1.0) * (width - 12) + 4, 1)

    middle, end = height / 2, x(values.target)
    track, quiet = theme.role("track"), theme.role("quiet")
    parts = [f'<rect x="4" y="{middle - 5}" width="{end - 4}" height="10" rx="3" fill="{track}"/>']
    if values.actual is not None:
        long = max(x(values.actual) - 4, 0)
        parts.append(
            f'<rect x="4" y="{middle - 5}" width="{long}" height="10" rx="3" '
            f'fill="{theme.role(role)}"/>'
        )
    if values.low is not None and values.high is not None:
        low, high = x(values.low), x(values.high)
        # A halo keeps the whisker visible where it lies on the bar.
        for colour, thick in ((theme.role("paper"), 4), (quiet, 1.8)):
            parts.append(
                f'<path d="M{low} {middle}H{high}M{low} {middle - 4}v8M{high} {middle - 4}v8" '
                f'stroke="{colour}" stroke-width="{thick}" fill="none"/>'
            )
    if values.pace is not None:
        at = x(values.pace)
        for colour, thick in ((theme.role("paper"), 5), (theme.role("text"), 2.2)):
            parts.append(
                f'<path d="M{at} {middle - 8}v16" stroke="{colour}" stroke-width="{thick}"/>'
            )
    line = theme.role("target")
    parts.append(f'<path d="M{end} {middle - 10}v20" stroke="{line}" stroke-width="2.2"/>')
    return _svg(width, height, parts)


@dataclass(frozen=True, slots=True)
class IntervalMark:
    """A value with its interval on a scale from 0 to ``top``; ``average`` is a dashed line."""

    low: float
    value: float
    high: float
    top: float
    average: float | None = None


def interval(values: IntervalMark, width: int = 170, height: int = 28) -> str:
    """A dot on its interval as an SVG."""

    def x(value: float) -> float:
        share = value / values.top if values.top > 0 else 0.0
        return round(min(max(share, 0.0), 1.0) * (width - 12) + 6, 1)

    middle, now = height / 2, theme.role("now")
    parts = [
        f'<path d="M6 {middle}H{width - 6}" stroke="{theme.role("track")}" stroke-width="1.5"/>'
    ]
    if values.average is not None:
        parts.append(
            f'<path d="M{x(values.average)} 3v{height - 6}" stroke="{theme.role("before")}" '
            'stroke-width="1.4" stroke-dasharray="3 2"/>'
        )
    parts.append(
        f'<path d="M{x(values.low)} {middle}H{x(values.high)}" stroke="{now}" stroke-width="3" '
        f'stroke-linecap="round" opacity=".55"/>'
        f'<circle cx="{x(values.value)}" cy="{middle}" r="4.5" fill="{now}"/>'
    )
    return _svg(width, height, parts)


@dataclass(frozen=True, slots=True)
class LanesMark:
    """Covered days: a lane a table, each with its runs of days, on the scale ``first`` to ``last``.

    ``short`` are the places of lanes that miss days of the period, ``frame`` is the period.
    """

    lanes: Sequence[Sequence[tuple[date, date]]]
    first: date
    last: date
    frame: tuple[date, date] | None = None
    short: frozenset[int] = frozenset()


def lanes(values: LanesMark, width: int = 330, height: int = 26) -> str:
    """Covered days as an SVG: a bar a run of days, lanes below one another."""
    whole = max((values.last - values.first).days + 1, 1)

    def x(day: date) -> float:
        share = (day - values.first).days / whole
        return round(min(max(share, 0.0), 1.0) * (width - 4) + 2, 1)

    middle = height / 2
    track = theme.role("track")
    parts = [f'<rect x="2" y="{middle - 2}" width="{width - 4}" height="4" fill="{track}"/>']
    size = min(12.0, (height - 8) / max(len(values.lanes), 1))
    for number, lane in enumerate(values.lanes):
        top = middle - size * len(values.lanes) / 2 + size * number
        colour = theme.role("warn" if number in values.short else "now")
        parts += [
            f'<rect x="{x(start)}" y="{top + 0.6:.1f}" height="{size - 1.2:.1f}" rx="1.5" '
            f'width="{max(x(end + timedelta(days=1)) - x(start), 2.0):.1f}" fill="{colour}"/>'
            for start, end in lane
            if end >= values.first
        ]
    if values.frame is not None:
        left, right = x(values.frame[0]), x(values.frame[1] + timedelta(days=1))
        parts.append(
            f'<rect x="{left}" y="1.5" width="{max(right - left, 3.0):.1f}" height="{height - 3}" '
            f'fill="none" stroke="{theme.role("text")}" stroke-width="1.3"/>'
        )
    return _svg(width, height, parts)


def _svg(width: int, height: int, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
