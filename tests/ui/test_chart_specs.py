"""Charts are dicts, which no type checker reads: Plotly itself says whether it knows every key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from pkgutil import iter_modules

import pytest
from plotly import graph_objects

from metrics.results.period_series import PeriodSeries, SeriesPoint
from tests.ui.chart_examples import EXAMPLES, SERIES, WORDS
from ui import charts
from ui.charts import trend


def drawing() -> Iterator[str]:
    """Every public function under ui/charts that gives a figure, as module.function."""
    for info in iter_modules([str(Path(charts.__file__).parent)]):
        module = import_module(f"{charts.__name__}.{info.name}")
        for name, function in getmembers(module, isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and function.__annotations__.get("return") == "Figure":
                yield f"{info.name}.{name}"


def test_every_chart_has_an_example() -> None:
    """A new chart is tried here before a page draws it."""
    assert set(drawing()) == EXAMPLES.keys()
    modules = {info.name for info in iter_modules([str(Path(charts.__file__).parent)])}
    assert {name.partition(".")[0] for name in EXAMPLES} == modules


@pytest.mark.parametrize("name", EXAMPLES)
def test_plotly_knows_every_key_of_a_chart(name: str) -> None:
    """A key or a value that Plotly does not know is an error there."""
    graph_objects.Figure(EXAMPLES[name])


def test_a_misspelt_key_is_found() -> None:
    """The check is strict: in a trace as well as in the layout."""
    figure = EXAMPLES["lines.lines"]
    for wrong in ({"data": [{"type": "bar", "hovertemplat": "x"}]}, {"layout": {"heigth": 3}}):
        with pytest.raises(ValueError, match="Invalid propert"):
            graph_objects.Figure(figure | wrong)


def test_a_trend_by_month_has_its_ticks_on_months() -> None:
    """A Monday in between is no point of it."""
    months = PeriodSeries(
        "leads",
        "month",
        tuple(
            SeriesPoint(date(2026, number, 1), date(2026, number, 28), 28, float(number), None)
            for number in (1, 2, 3)
        ),
    )
    layout = trend.trend(months, WORDS)["layout"]
    assert layout["xaxis"]["tickvals"] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    weeks = trend.trend(SERIES, WORDS)["layout"]["xaxis"]["tickvals"]
    assert {date.fromisoformat(day).weekday() for day in weeks} == {0}
