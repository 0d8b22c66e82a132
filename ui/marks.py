"""Small pictures as SVG: a bullet with pace and forecast, and a dot with its interval.

They are shown by ``st.image`` (with alt text) and in tables by ``ImageColumn``, so that neither
HTML nor a component is needed. An SVG in an ``<img>`` runs no script and fetches nothing.
``ImageColumn`` scales a picture to its row and crops it at the right: draw it 16 pixels narrower
than the column and 8 lower than the row.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

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


def _svg(width: int, height: int, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
