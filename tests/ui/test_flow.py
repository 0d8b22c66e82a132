"""The flow of last steps."""

from __future__ import annotations

from ui.charts.flow import flow


def test_names_of_more_lines_have_more_room() -> None:
    """Below each other they would overlap on a narrow screen."""
    short, long = (
        flow([([name], 2), (["Email"], 1)], "Conversion", "Others", {})
        for name in ("Direct", "Réseaux sociaux organiques")
    )
    assert long["data"][0]["node"]["pad"] == 2 * short["data"][0]["node"]["pad"]
    assert long["layout"]["height"] > short["layout"]["height"]
