"""Bullets and intervals: where each part is, and that nothing leaves the picture."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ui import marks
from ui.marks import BulletMark, IntervalMark

SPACE = "{http://www.w3.org/2000/svg}"
ANY = st.none() | st.floats(-1e6, 1e9)


def edges(svg: str) -> list[float]:
    """Every place from left to right that is drawn."""
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own picture
    found = [
        float(part.get("x", 0)) + float(part.get("width", 0)) for part in root.iter(f"{SPACE}rect")
    ]
    for path in root.iter(f"{SPACE}path"):
        found += [float(x) for x in re.findall(r"[MH](-?[\d.]+)", path.get("d", ""))]
    return found + [float(dot.get("cx", 0)) for dot in root.iter(f"{SPACE}circle")]


@given(ANY, st.floats(-1e6, 1e9), ANY, ANY, ANY)
def test_a_bullet_stays_in_its_picture(
    actual: float | None, target: float, pace: float | None, low: float | None, high: float | None
) -> None:
    """Whatever the values are."""
    svg = marks.bullet(BulletMark(actual, target, pace, low, high), "now", width=200)
    found = edges(svg)
    assert found
    assert 0 <= min(found) <= max(found) <= 200


def test_the_target_is_at_one_place() -> None:
    """So that the rows of a list compare."""
    small, large = (
        edges(marks.bullet(BulletMark(actual, target), "now"))[-1]
        for actual, target in ((3.0, 10.0), (900.0, 1400.0))
    )
    assert small == large


def test_the_bar_is_as_long_as_its_share() -> None:
    """Half of the target is half of the way to it."""
    svg = marks.bullet(BulletMark(50.0, 100.0), "now")
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own picture
    track, bar = (float(part.get("width", 0)) for part in root.iter(f"{SPACE}rect"))
    assert abs(bar / track - 0.5) < 0.01


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 2))
def test_an_interval_stays_in_its_picture(
    low: float, value: float, high: float, top: float
) -> None:
    """A value beyond the scale is at its end."""
    svg = marks.interval(IntervalMark(low, value, high, top, value), width=150)
    found = edges(svg)
    assert found
    assert 0 <= min(found) <= max(found) <= 150


def test_a_picture_is_an_address() -> None:
    """As tables take it."""
    svg = marks.interval(IntervalMark(0.1, 0.2, 0.3, 1.0))
    head, _, body = marks.uri(svg).partition(",")
    assert head == "data:image/svg+xml;base64"
    assert b64decode(body).decode() == svg
