"""The flow from first to last visits."""

from __future__ import annotations

from ui.charts.flow import OTHERS, FlowWords, flow

WORDS = FlowWords(
    lambda key: "Others" if key == OTHERS else key, "{:.2f}".format, ("First visit", "Last visit")
)


def labels(links: list[tuple[str, str, int]]) -> list[str]:
    return [note["text"] for note in flow(links, WORDS, {})["layout"]["annotations"]]


def test_both_sides_have_a_head_and_shares_that_add_up() -> None:
    found = labels([("Email", "Direct", 3), ("Email", "Email", 1)])
    assert found == [
        "Email <b>1.00</b>",
        "<b>First visit</b>",
        "Direct <b>0.75</b>",
        "Email <b>0.25</b>",
        "<b>Last visit</b>",
    ]


def test_rare_names_are_summed_up() -> None:
    found = labels([*((f"c{n}", "Direct", 10 - n) for n in range(6)), ("x", "Direct", 1), ("y", "Direct", 1)])  # fmt: skip
    assert "Others <b>0.04</b>" in found
    assert not any(text.startswith(("x", "y")) for text in found)


def test_ribbons_are_as_wide_as_what_they_stand_for() -> None:
    """The heights of the boxes of a side are the shares, less the gaps."""
    shapes = flow([("a", "b", 3), ("a", "c", 1)], WORDS, {})["layout"]["shapes"]
    [first] = [s for s in shapes if s["type"] == "rect" and s["x0"] < 0.5]
    assert first["y1"] - first["y0"] == 1
    right = [s["y1"] - s["y0"] for s in shapes if s["type"] == "rect" and s["x0"] > 0.5]
    assert round(right[0] / right[1], 6) == 3
    assert sum(s["type"] == "path" for s in shapes) == 2
